package dev.cairn.conformance.contract.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Explainable;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.logic.Limits;
import dev.cairn.logic.task.NewTask;
import dev.cairn.logic.task.Tasks;
import dev.cairn.model.Change;
import dev.cairn.model.Position;
import dev.cairn.model.Task;
import dev.cairn.model.TaskState;
import dev.cairn.model.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** TASK-6: the end of a task and what follows from it. */
public abstract class TaskCascadeContract extends TaskGroup {
    @Test
    @Clause("TASK-6")
    @DisplayName(
            "a diamond: the middle becomes ready with the top, the bottom with the last of the middle, each step one"
                    + " revision (weakness G.1.11: several commits)")
    void diamond() throws Exception {
        tasks().enqueue(List.of(task("d", "b", "c"), task("b", "a"), task("c", "a"), task("a")));
        Task a = take("a");
        Position before = store().feed(ws()).head();
        Tasks.Ended ended = complete(a);
        assertThat(ended.ready()).containsExactlyInAnyOrder("b", "c");
        List<Change> told = settled(before);
        assertThat(told).extracting(Change::id).containsExactlyInAnyOrder("a", "b", "c");
        assertThat(told.stream().map(Change::revision).distinct()).hasSize(1);
        List<Task> middle = claim(9);
        assertThat(middle).extracting(Task::id).containsExactlyInAnyOrder("b", "c");
        assertThat(complete(middle.getFirst()).ready()).isEmpty();
        assertThat(status("d")).isEqualTo(TaskStatus.BLOCKED);
        assertThat(complete(middle.getLast()).ready()).containsExactly("d");
        complete(take("d"));
        assertThat(tasks().counts(null).of(TaskStatus.COMPLETED)).isEqualTo(4);
    }

    @Test
    @Clause("TASK-6")
    @DisplayName(
            "a failure for good and a cancellation cancel all that waits behind, however far, and nothing that is over or"
                    + " has begun (weakness G.1.11: finished tasks cancelled)")
    void behind() {
        enqueue("gone");
        tasks().enqueue(List.of(
                task("early", "gone"), task("a"), task("b", "a"), task("c", "b", "early"), task("d", "c"), task("e")));
        tasks().cancel("early", "not this one");
        assertThat(status("c")).as("behind a cancelled one").isEqualTo(TaskStatus.CANCELLED);
        complete(take("gone"));
        Task finished = tasks().get("c");
        tasks().enqueue(List.of(task("b2", "b"), task("b3", "b2", "e"), task("b4", "b3")));
        Task a = take("a");
        Tasks.Ended failed = tasks().fail("a", a.state().token(), "broken", false);
        assertThat(failed.cancelled()).containsExactlyInAnyOrder("b", "b2", "b3", "b4");
        assertThat(tasks().get("b").state().error()).contains("a failed");
        assertThat(tasks().get("c")).isEqualTo(finished);
        complete(take("e"));
        assertThat(status("b3")).as("its other prerequisite completed later").isEqualTo(TaskStatus.CANCELLED);
        assertThat(claim(9)).isEmpty();
    }

    @Test
    @Clause("TASK-6")
    @DisplayName(
            "an attempt that is tried again cancels nobody; a running task that is cancelled tells its worker and those"
                    + " behind")
    void retriesAndRunning() {
        tasks().enqueue(List.of(task("a").retrying(2, Duration.ZERO), task("b", "a")));
        Task a = take("a");
        assertThat(tasks().fail("a", a.state().token(), "x", true).cancelled()).isEmpty();
        assertThat(status("b")).isEqualTo(TaskStatus.BLOCKED);
        take("a");
        assertThat(tasks().cancel("a", "enough").cancelled()).containsExactly("b");
        assertThat(tasks().get("b").state().error()).contains("a was cancelled");
    }

    @Test
    @Clause("TASK-6")
    @DisplayName(
            "more dependents than one transaction takes are all told, of a completion as of a cancellation, and also when"
                    + " whoever ended the task is gone")
    void large() {
        int dependents = Limits.TASK_CASCADE + 250;
        fan("a", dependents);
        Tasks.Ended ended = complete(claim(1).getFirst());
        assertThat(ended.ready()).hasSize(dependents);
        assertThat(tasks().counts(null).of(TaskStatus.READY)).isEqualTo(dependents);
        assertThat(tasks().get("a").state().settling()).isFalse();
        tasks().enqueue(task("b").withPriority(9));
        fan("b", dependents);
        chain("b-0", 300);
        Tasks.Ended cancelled = tasks().cancel("b", "x");
        assertThat(cancelled.task().state().settling()).isFalse();
        assertThat(tasks().counts(null).of(TaskStatus.BLOCKED)).isZero();
        assertThat(tasks().counts(null).of(TaskStatus.CANCELLED)).isEqualTo(dependents + 301);
        assertThat(tasks().upkeep().run()).isZero();
    }

    private void fan(String root, int dependents) {
        List<NewTask> all = IntStream.range(0, dependents)
                .mapToObj(i -> task(root + "-" + i, root))
                .toList();
        if (subject.<Boolean, RuntimeException>read(
                view -> view.tasks().find(root).isEmpty())) {
            enqueue(root);
        }
        for (int from = 0; from < dependents; from += Limits.TASK_BATCH) {
            tasks().enqueue(all.subList(from, Math.min(dependents, from + Limits.TASK_BATCH)));
        }
    }

    private void chain(String root, int length) {
        List<NewTask> chain = new ArrayList<>();
        for (int i = 0; i < length; i++) {
            chain.add(task(root + "-c" + i, i == 0 ? root : root + "-c" + (i - 1)));
        }
        tasks().enqueue(chain);
    }

    @Test
    @Clause("TASK-6")
    @DisplayName("what a transaction left settling is told by the next claim")
    void settledByClaim() {
        enqueue("a");
        Task a = take("a");
        enqueue("b", "a");
        enqueue("c", "b");
        // as if the process had gone after the first transaction of a long cascade
        subject.change(tx -> {
            Task present = tx.tasks().find("a").orElseThrow();
            TaskState s = Samples.state(TaskStatus.COMPLETED, now());
            tx.tasks()
                    .update(List.of(present.next(new TaskState(
                            s.status(),
                            1,
                            0,
                            null,
                            s.readyAt(),
                            s.startedAt(),
                            s.finishedAt(),
                            s.updatedAt(),
                            a.state().token(),
                            "worker",
                            null,
                            s.result(),
                            null,
                            true))));
        });
        assertThat(status("b")).isEqualTo(TaskStatus.BLOCKED);
        take("b");
        assertThat(tasks().get("a").state().settling()).isFalse();
    }

    @Test
    @Clause("COST-1")
    @DisplayName(
            "the end of a task sends as many statements for forty dependents as for two, and for a chain of forty behind"
                    + " it (weakness G.1.11: one update per dependent)")
    void cost() {
        Explainable engine = subject.needs(Explainable.class, "this engine has no statements to count or explain");
        List<Integer> costs = new ArrayList<>();
        Set<String> done = IntStream.of(2, 40)
                .mapToObj(n -> {
                    fan("warm" + n, n);
                    fan("ok" + n, n);
                    fan("bad" + n, n);
                    chain("bad" + n + "-1", n);
                    List<Task> claimed = claim(100);
                    claimed.stream().filter(t -> t.id().startsWith("warm")).forEach(this::complete);
                    costs.add(cost(engine, claimed, "ok" + n, this::complete));
                    costs.add(cost(engine, claimed, "bad" + n, task -> tasks().cancel(task.id(), "x")));
                    return "n" + n;
                })
                .collect(Collectors.toSet());
        assertThat(done).hasSize(2);
        // the feed takes its lines in a few statements of fixed sizes
        assertThat(costs.get(2)).isLessThanOrEqualTo(costs.get(0) + 6);
        assertThat(costs.get(3)).isLessThanOrEqualTo(costs.get(1) + 6);
    }

    private int cost(Explainable engine, List<Task> claimed, String id, Consumer<Task> call) {
        Task task = claimed.stream().filter(t -> t.id().equals(id)).findFirst().orElseThrow();
        return engine.statementsOf(store(), () -> call.accept(task)).size();
    }
}
