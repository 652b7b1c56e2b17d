package dev.cairn.conformance.fault;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Cairn;
import dev.cairn.conformance.contract.task.TaskGroup;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.StoreException;
import dev.cairn.logic.task.NewTask;
import dev.cairn.logic.task.Tasks;
import dev.cairn.model.Task;
import dev.cairn.model.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Callers of the queue that send again after every fault. */
public abstract class TaskFaultContract extends TaskGroup {
    private static final int PERCENT = 15;
    private static final int MANY = 2_000;
    private static final int ATTEMPTS = 200;

    private Tasks faulty;

    @BeforeEach
    void plant() {
        FaultyStore store = new FaultyStore(store(), Long.getLong("conformance.seed", 23), PERCENT);
        faulty = Cairn.over(store, subject.clock()).workspace(ws()).tasks();
    }

    /** Until an answer comes; a refusal is one. */
    private static <T> Optional<T> insist(Supplier<T> call) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return Optional.of(call.get());
            } catch (ConditionFailed refused) {
                assertThat(refused.kind()).isEqualTo("lease");
                return Optional.empty();
            } catch (StoreException e) {
                assertThat(e.retry())
                        .as(e.toString())
                        .isIn(
                                StoreException.Retry.SAFE,
                                StoreException.Retry.LATER,
                                StoreException.Retry.ONLY_IF_IDEMPOTENT);
            }
        }
        throw new AssertionError("no answer in " + ATTEMPTS + " attempts");
    }

    @Test
    @Clause("TASK-3")
    @Clause("TASK-5")
    @Clause("TASK-6")
    @DisplayName(
            "through a faulty store chains are enqueued once by their keys and drained, each task completed once, though"
                    + " claims, heartbeats and answers are lost (weaknesses G.1.11: a crash midway strands dependents, G.2.9: done again after a crash)")
    void drain() {
        int chains = 20;
        for (int i = 0; i < chains; i++) {
            String id = "c" + i;
            List<NewTask> chain = List.of(
                    keyed(id + "-0").retrying(100, Duration.ZERO),
                    keyed(id + "-1").after(id + "-0").retrying(100, Duration.ZERO),
                    keyed(id + "-2").after(id + "-1", id + "-0").retrying(100, Duration.ZERO));
            assertThat(insist(() -> faulty.enqueue(chain).value())).isPresent();
        }
        assertThat(tasks().counts(null).total()).isEqualTo(3L * chains);
        int accepted = 0;
        for (int i = 0; i < MANY && tasks().counts(null).of(TaskStatus.COMPLETED) < 3L * chains; i++) {
            // a claim that was lost is not made again at once: its tasks come back when their leases end
            for (Task task : insist(() -> faulty.claim("w", 2, LEASE, null)).orElse(List.of())) {
                long token = task.state().token();
                insist(() -> faulty.heartbeat(task.id(), token, LEASE));
                accepted +=
                        insist(() -> faulty.complete(task.id(), token, null)).isPresent() ? 1 : 0;
            }
            subject.clock().advance(Duration.ofSeconds(20));
        }
        assertThat(tasks().counts(null).of(TaskStatus.COMPLETED)).isEqualTo(3L * chains);
        assertThat(accepted).isEqualTo(3 * chains);
    }

    private static NewTask keyed(String id) {
        return NewTask.of("x").withId(id).withKey("key-" + id);
    }
}
