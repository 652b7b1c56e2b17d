package dev.cairn.conformance.contract.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.harness.Clause;
import dev.cairn.error.DependencyCycle;
import dev.cairn.error.NotFound;
import dev.cairn.logic.task.NewTask;
import dev.cairn.model.Task;
import dev.cairn.model.TaskDependency;
import dev.cairn.model.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who waits for whom (TASK-4), and plans (TASK-10). */
public abstract class TaskDependencyContract extends TaskGroup {
    @Test
    @Clause("TASK-4")
    @DisplayName(
            "behind a completed prerequisite a task is ready at once, behind a completed and an open one it is ready with"
                    + " the open one (weakness G.1.10: blocked for ever)")
    void alreadyCompleted() {
        at("done", TaskStatus.COMPLETED);
        assertThat(enqueue("at-once", "done").status()).isEqualTo(TaskStatus.READY);
        complete(take("at-once"));
        enqueue("open");
        assertThat(enqueue("mixed", "done", "open").state().unresolved()).isEqualTo(1);
        assertThat(tasks().detail("mixed").after())
                .containsExactlyInAnyOrder(
                        new TaskDependency("mixed", "done", true), new TaskDependency("mixed", "open", false));
        assertThat(complete(take("open")).ready()).containsExactly("mixed");
        assertThat(status("mixed")).isEqualTo(TaskStatus.READY);
        assertThat(tasks().addDependency("mixed", "done").value().status()).isEqualTo(TaskStatus.READY);
    }

    @Test
    @Clause("TASK-4")
    @DisplayName(
            "behind a failed or cancelled prerequisite a new task is cancelled at once, and what is enqueued behind it,"
                    + " also in the same batch (weakness G.1.10)")
    void alreadyOver() {
        at("failed", TaskStatus.FAILED);
        at("cancelled", TaskStatus.CANCELLED);
        enqueue("open");
        List<Task> tasks = tasks().enqueue(
                        List.of(task("third", "second"), task("second", "first"), task("first", "open", "failed")))
                .value();
        assertThat(tasks).allSatisfy(task -> {
            assertThat(task.status()).isEqualTo(TaskStatus.CANCELLED);
            assertThat(task.state().error()).startsWith("prerequisite ");
        });
        assertThat(tasks().addDependency("open", "cancelled").value().status()).isEqualTo(TaskStatus.CANCELLED);
        assertThat(complete(at("other", TaskStatus.RUNNING)).ready()).isEmpty();
    }

    @Test
    @Clause("TASK-4")
    @DisplayName(
            "tasks that would wait for each other are refused, in a batch and one by one; the error names them in order,"
                    + " and nothing of it stays (weakness G.1.14: phantom edges)")
    void cycles() {
        assertThatThrownBy(() -> tasks().enqueue(task("self", "self")))
                .isInstanceOfSatisfying(
                        DependencyCycle.class, e -> assertThat(e.cycle()).containsExactly("self", "self"));
        List<NewTask> round = List.of(task("x"), task("a", "x", "b"), task("b", "c"), task("c", "a", "x"));
        assertThatThrownBy(() -> tasks().enqueue(round)).isInstanceOfSatisfying(DependencyCycle.class, e -> {
            assertThat(e.cycle()).containsExactly("a", "b", "c", "a");
            assertThat(e).hasMessageContaining("a -> b -> c -> a");
        });
        assertThat(tasks().counts(null).total()).isZero();
        enqueue("a");
        enqueue("b", "a");
        enqueue("c", "b");
        enqueue("d", "c");
        Task before = tasks().get("a");
        assertThatThrownBy(() -> tasks().addDependency("a", "d"))
                .isInstanceOfSatisfying(
                        DependencyCycle.class, e -> assertThat(e.cycle()).containsExactly("a", "d", "c", "b", "a"));
        assertThatThrownBy(() -> tasks().addDependency("a", "a")).isInstanceOf(DependencyCycle.class);
        assertThatThrownBy(() -> tasks().addDependency("a", "none")).isInstanceOf(NotFound.class);
        assertThat(tasks().get("a")).isEqualTo(before);
        assertThat(tasks().detail("a").after()).isEmpty();
        complete(take("a"));
        assertThat(status("b")).isEqualTo(TaskStatus.READY);
    }

    @Test
    @Clause("TASK-4")
    @DisplayName("a dependency may be added to what waits, once; it is blocked until then")
    void added() {
        enqueue("a");
        enqueue("b");
        assertThat(tasks().addDependency("a", "b").value().status()).isEqualTo(TaskStatus.BLOCKED);
        assertThat(tasks().addDependency("a", "b").value().state().unresolved()).isEqualTo(1);
        at("p", TaskStatus.PENDING);
        assertThat(tasks().addDependency("p", "a").value().status()).isEqualTo(TaskStatus.BLOCKED);
        complete(take("b"));
        complete(take("a"));
        assertThat(status("p")).as("its own time has not come").isEqualTo(TaskStatus.PENDING);
    }

    @Test
    @Clause("TASK-4")
    @DisplayName(
            "a chain of a thousand in one batch, and a dependency from its end to its start, need no recursion (weakness"
                    + " G.1.14)")
    void longChain() {
        int length = 1_000;
        List<NewTask> chain = new ArrayList<>(List.of(task("t0")));
        IntStream.range(1, length).forEach(i -> chain.add(task("t" + i, "t" + (i - 1))));
        tasks().enqueue(chain);
        assertThatThrownBy(() -> tasks().addDependency("t0", "t" + (length - 1)))
                .isInstanceOfSatisfying(
                        DependencyCycle.class, e -> assertThat(e.cycle()).hasSize(length + 1));
        assertThat(tasks().plan(List.of("t" + (length - 1)))).hasSize(length);
    }

    @Test
    @Clause("TASK-10")
    @DisplayName("a plan has a diamond in three layers, leaves out what is over and adds what is still waited for")
    void plan() {
        at("done", TaskStatus.COMPLETED);
        tasks().enqueue(List.of(task("a", "done"), task("b", "a"), task("c", "a"), task("d", "b", "c"), task("alone")));
        assertThat(tasks().plan(List.of("d", "alone", "done")))
                .containsExactly(List.of("a", "alone"), List.of("b", "c"), List.of("d"));
        assertThat(tasks().plan(List.of("d", "a", "b"))).containsExactly(List.of("a"), List.of("b", "c"), List.of("d"));
        assertThat(tasks().plan(List.of("done"))).isEmpty();
        assertThatThrownBy(() -> tasks().plan(List.of("d", "none"))).isInstanceOf(NotFound.class);
        complete(tasks().claim("w", 1, LEASE, null).getFirst());
        assertThat(tasks().plan(List.of("d"))).hasSize(2);
    }
}
