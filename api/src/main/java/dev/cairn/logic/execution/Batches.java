package dev.cairn.logic.execution;

import dev.cairn.error.ConditionFailed;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.logic.Limits;
import dev.cairn.logic.Prepared;
import dev.cairn.logic.Scope;
import dev.cairn.model.Artifact;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Execution;
import dev.cairn.model.Step;
import dev.cairn.store.Committed;
import dev.cairn.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Several writes as one (BATCH-1), delivered once however often they are sent (PROD-1). */
public final class Batches {
    private final Scope scope;

    public Batches(Scope scope) {
        this.scope = scope;
    }

    /**
     * What became of one operation.
     *
     * @param id of the entity within its execution, as in the feed
     * @param version after the operation; for a log its last sequence
     */
    public record Outcome(EntityKind kind, String executionId, String id, long version) {}

    /**
     * @param duplicate the delivery had been applied before; nothing happened and there are no outcomes
     * @param revision of the commit; 0 for a duplicate
     */
    public record Result(boolean duplicate, long revision, List<Outcome> outcomes) {
        public Result {
            outcomes = List.copyOf(outcomes);
        }
    }

    /**
     * Applies all operations in order, in one transaction, or none.
     *
     * @param delivery null: not protected against repetition
     * @throws ConditionFailed kind {@code producer} when a delivery before this one is missing
     * @throws LimitExceeded for more than {@link Limits#BATCH_OPERATIONS}
     */
    public Result apply(List<Operation> operations, @Nullable Delivery delivery) {
        if (operations.isEmpty()) {
            throw new InvalidArgument("operations", "must not be empty");
        }
        if (operations.size() > Limits.BATCH_OPERATIONS) {
            throw new LimitExceeded("operations", Limits.BATCH_OPERATIONS, operations.size());
        }
        List<Prepared<Outcome>> writes = operations.stream().map(this::prepared).toList();
        Instant now = scope.now();
        Committed<@Nullable List<Outcome>> committed =
                scope.write("batches.apply", tx -> repeated(tx, delivery, now) ? null : applied(tx, writes));
        List<Outcome> outcomes = committed.value();
        return outcomes == null ? new Result(true, 0, List.of()) : new Result(false, committed.revision(), outcomes);
    }

    private static boolean repeated(Transaction tx, @Nullable Delivery delivery, Instant now) {
        if (delivery == null) {
            return false;
        }
        long last = tx.producers().last(delivery.producer());
        if (delivery.sequence() <= last) {
            return true;
        }
        if (delivery.sequence() != last + 1) {
            throw new ConditionFailed("producer", delivery.producer(), delivery.sequence() - 1, last);
        }
        tx.producers().advance(delivery.producer(), last, delivery.sequence(), now);
        return false;
    }

    private static List<Outcome> applied(Transaction tx, List<Prepared<Outcome>> writes) {
        List<Outcome> outcomes = new ArrayList<>(writes.size());
        for (Prepared<Outcome> write : writes) {
            outcomes.add(write.apply(tx));
        }
        return outcomes;
    }

    private Prepared<Outcome> prepared(Operation operation) {
        return switch (operation) {
            case Operation.CreateExecution create -> of(ExecutionWrites.create(scope, create.execution()));
            case Operation.ChangeExecution change ->
                of(ExecutionWrites.change(scope, change.executionId(), change.patch(), null));
            case Operation.Heartbeat heartbeat ->
                of(ExecutionWrites.heartbeat(scope, heartbeat.executionId(), heartbeat.lease()));
            case Operation.CreateStep create -> ofStep(StepWrites.create(scope, create.step()));
            case Operation.ChangeStep change ->
                ofStep(StepWrites.change(scope, change.executionId(), change.index(), change.patch(), null));
            case Operation.AppendLog append -> {
                String id = append.executionId();
                Prepared<Long> write = Logs.append(scope, id, append.lines());
                int count = append.lines().size();
                yield tx -> new Outcome(EntityKind.LOG, id, id, write.apply(tx) + count - 1);
            }
            case Operation.LinkArtifact link -> {
                Prepared<Artifact> write = Artifacts.link(scope, link.artifact());
                yield tx -> {
                    Artifact artifact = write.apply(tx);
                    return new Outcome(EntityKind.ARTIFACT, artifact.executionId(), artifact.id(), 1);
                };
            }
        };
    }

    private static Prepared<Outcome> of(Prepared<Execution> write) {
        return tx -> {
            Execution execution = write.apply(tx);
            return new Outcome(EntityKind.EXECUTION, execution.id(), execution.id(), execution.version());
        };
    }

    private static Prepared<Outcome> ofStep(Prepared<Step> write) {
        return tx -> {
            Step step = write.apply(tx);
            return new Outcome(EntityKind.STEP, step.executionId(), Integer.toString(step.index()), step.version());
        };
    }
}
