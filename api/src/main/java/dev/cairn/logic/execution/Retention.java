package dev.cairn.logic.execution;

import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Scope;
import dev.cairn.model.Artifact;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.store.Blobs;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Removes what has been kept long enough (EXEC-11, ART-2, BLOB-2), in batches short enough to run beside all else. */
public final class Retention {
    private static final int BATCH = 100;

    private final Scope scope;

    public Retention(Scope scope) {
        this.scope = scope;
    }

    /**
     * Which executions to remove.
     *
     * @param olderThan created at least so long ago
     * @param statuses terminal ones; at least one
     * @param dryRun count only
     */
    public record Policy(Duration olderThan, Set<ExecutionStatus> statuses, boolean dryRun) {
        public Policy {
            Inputs.duration("olderThan", olderThan);
            statuses = Set.copyOf(statuses);
            if (statuses.isEmpty()) {
                throw new InvalidArgument("statuses", "must not be empty");
            }
            for (ExecutionStatus status : statuses) {
                if (!status.terminal()) {
                    throw new InvalidArgument("statuses", "may hold only completed, failed and cancelled");
                }
            }
        }
    }

    /** How many executions were removed, or would be, per status. */
    public record Swept(boolean dryRun, Map<ExecutionStatus, Long> executions) {
        public Swept {
            executions = Map.copyOf(executions);
        }

        public long total() {
            return executions.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    /** Removes matching executions with everything under them, a batch per transaction. */
    public Swept sweep(Policy policy) {
        Instant before = scope.now().minus(policy.olderThan());
        Map<ExecutionStatus, Long> swept = new EnumMap<>(ExecutionStatus.class);
        for (ExecutionStatus status : policy.statuses()) {
            ExecutionFilter filter = new ExecutionFilter(status, null, null, null, null, before);
            swept.put(status, policy.dryRun() ? count(filter) : delete(filter));
        }
        return new Swept(policy.dryRun(), swept);
    }

    private long count(ExecutionFilter filter) {
        return scope.store()
                .read(
                        scope.workspace(),
                        "retention.count",
                        view -> view.executions().count(filter, Long.MAX_VALUE));
    }

    private long delete(ExecutionFilter filter) {
        long deleted = 0;
        int batch;
        do {
            batch = scope.write("retention.sweep", tx -> {
                        List<Execution> found = tx.executions().page(filter, null, BATCH);
                        found.forEach(execution -> tx.executions().delete(execution.id()));
                        return found.size();
                    })
                    .value();
            deleted += batch;
        } while (batch == BATCH);
        return deleted;
    }

    /** Unlinks artifacts whose own retention is over; returns how many. */
    public int expireArtifacts() {
        Instant now = scope.now();
        int expired = 0;
        int batch;
        do {
            batch = scope.write("retention.artifacts", tx -> {
                        List<Artifact> found = tx.artifacts().expired(now, BATCH);
                        found.forEach(artifact -> tx.artifacts().delete(artifact.id()));
                        return found.size();
                    })
                    .value();
            expired += batch;
        } while (batch == BATCH);
        return expired;
    }

    /** Removes content that nothing links and that was staged longer ago than {@code grace}. */
    public Blobs.Collected collectContent(Duration grace) {
        Instant before = scope.now().minus(grace);
        int blobs = 0;
        long bytes = 0;
        Blobs.Collected batch;
        do {
            batch = scope.store().blobs().collect(scope.workspace(), before, BATCH);
            blobs += batch.blobs();
            bytes += batch.bytes();
        } while (batch.blobs() == BATCH);
        return new Blobs.Collected(blobs, bytes);
    }

    /** Forgets producers that have delivered nothing for {@code silence}; returns how many. */
    public int forgetProducers(Duration silence) {
        Instant before = scope.now().minus(silence);
        int forgotten = 0;
        int batch;
        do {
            batch = scope.write("retention.producers", tx -> tx.producers().forget(before, BATCH))
                    .value();
            forgotten += batch;
        } while (batch == BATCH);
        return forgotten;
    }
}
