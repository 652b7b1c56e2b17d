package dev.cairn.conformance.contract.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.harness.Clause;
import dev.cairn.error.StoreException;
import dev.cairn.model.Task;
import dev.cairn.model.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** TASK-11: attempts, backoff, deadlines. */
public abstract class TaskTimeContract extends TaskGroup {
    @Test
    @Clause("TASK-11")
    @DisplayName(
            "a failed attempt waits twice as long each time and then the task has failed; with no backoff it is ready at"
                    + " once; the next attempt sees why")
    void retry() {
        tasks().enqueue(task("a").retrying(3, Duration.ofSeconds(10)));
        for (int attempt = 1; attempt <= 2; attempt++) {
            Task claimed = take("a");
            assertThat(claimed.state().attempts()).isEqualTo(attempt);
            Task failed = tasks().fail("a", claimed.state().token(), "broke " + attempt, true)
                    .task();
            assertThat(failed.status()).isEqualTo(TaskStatus.PENDING);
            Duration wait = Duration.between(
                    failed.state().updatedAt(),
                    Objects.requireNonNull(failed.state().dueAt()));
            assertThat(wait).isEqualTo(Duration.ofSeconds(10L * attempt));
            subject.clock().advance(wait.minusMillis(1));
            assertThat(claim(1)).isEmpty();
            subject.clock().advance(Duration.ofMillis(1));
        }
        Task last = take("a");
        assertThat(last.state().error()).isEqualTo("broke 2");
        Task dead = tasks().fail("a", last.state().token(), "broke 3", true).task();
        assertThat(dead.status()).isEqualTo(TaskStatus.FAILED);
        assertThat(dead.state().error()).isEqualTo("broke 3");
        tasks().enqueue(task("b").retrying(2, Duration.ZERO));
        Task b = take("b");
        assertThat(tasks().fail("b", b.state().token(), "x", true).ready()).isEmpty();
        assertThat(tasks().fail("b", take("b").state().token(), "x", true)
                        .task()
                        .status())
                .isEqualTo(TaskStatus.FAILED);
    }

    @Test
    @Clause("TASK-11")
    @DisplayName(
            "nothing is claimed before its time or after its deadline; what is not over by then has failed, running or"
                    + " not, and its worker is told")
    void times() {
        Instant start = now();
        tasks().enqueue(List.of(
                task("later").within(start.plusSeconds(60), null),
                task("ready").within(null, start.plusSeconds(100)),
                task("running").within(null, start.plusSeconds(100)).withPriority(9),
                task("behind", "ready").within(null, start.plusSeconds(100)),
                task("free", "later")));
        assertThat(status("later")).isEqualTo(TaskStatus.PENDING);
        Task running = tasks().claim("w", 1, Duration.ofHours(1), null).getFirst();
        assertThat(running.id()).isEqualTo("running");
        subject.clock().advance(Duration.ofSeconds(100));
        assertThat(claim(5)).extracting(Task::id).containsExactly("later");
        assertThat(statuses("ready", "running", "behind", "free"))
                .containsExactly(TaskStatus.FAILED, TaskStatus.FAILED, TaskStatus.FAILED, TaskStatus.BLOCKED);
        assertThatThrownBy(() -> complete(running)).isInstanceOf(StoreException.class);
        assertThat(status("running")).isEqualTo(TaskStatus.FAILED);
        assertThat(tasks().upkeep().run()).isZero();
    }
}
