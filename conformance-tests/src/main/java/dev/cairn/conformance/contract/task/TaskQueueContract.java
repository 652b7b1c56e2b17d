package dev.cairn.conformance.contract.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.model.Task;
import dev.cairn.model.TaskDependency;
import dev.cairn.model.TaskState;
import dev.cairn.model.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The orders that tasks stand in, and what they wait for, as stored. */
public abstract class TaskQueueContract extends Group {
    private Task put(String id, int priority, TaskStatus status, Instant at) {
        Task task = new Task(id, Samples.task(id, priority, at).spec(), Samples.state(status, at), 1);
        subject.change(tx -> tx.tasks().insert(List.of(task)));
        return task;
    }

    private static List<String> ids(List<Task> tasks) {
        return tasks.stream().map(Task::id).toList();
    }

    @Test
    @Clause("TASK-7")
    @DisplayName("ready tasks stand in the order of their places, then ids, in every type; others do not stand there"
            + " (weakness G.2.3: priorities as words)")
    void ready() {
        Instant base = now();
        List<Task> all = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            all.add(put(
                    "t" + i,
                    i * 7 % 10,
                    i % 6 == 0 ? TaskStatus.RUNNING : TaskStatus.READY,
                    base.plusSeconds(i * 97 % 60 * 60L)));
        }
        put("same-a", 5, TaskStatus.READY, base);
        put("same-b", 5, TaskStatus.READY, base);
        subject.change(tx -> tx.tasks().insert(List.of(Samples.child("part", "p", base))));
        List<String> expected = all.stream()
                .filter(task -> task.status() == TaskStatus.READY)
                .sorted(Comparator.comparingLong(Task::place).thenComparing(Task::id))
                .map(Task::id)
                .toList();
        List<String> read = ids(subject.read(view -> view.queue().ready(null, 1_000)));
        assertThat(read).filteredOn(id -> id.startsWith("t")).isEqualTo(expected);
        assertThat(read).containsSubsequence("same-a", "same-b").contains("part");
        assertThat(ids(subject.read(view -> view.queue().ready(null, 5)))).isEqualTo(read.subList(0, 5));
        assertThat(ids(subject.read(view -> view.queue().ready("part", 5)))).containsExactly("part");
        assertThat(ids(subject.read(view -> view.queue().ready("Part", 5)))).isEmpty();
        List<String> builds = new ArrayList<>(read);
        builds.remove("part");
        assertThat(ids(subject.read(view -> view.queue().ready("build", 1_000))))
                .isEqualTo(builds);
    }

    @Test
    @Clause("TASK-11")
    @DisplayName("due is what time has reached, to the microsecond: pending, leases, deadlines, and what is settling")
    void due() {
        Instant base = now().plusSeconds(1_000);
        put("pending", 0, TaskStatus.PENDING, base);
        put("running", 9, TaskStatus.RUNNING, base.minusSeconds(60));
        put("blocked", 9, TaskStatus.BLOCKED, base);
        put("over", 9, TaskStatus.COMPLETED, base);
        Task late = Samples.child("late", "p", base.minusSeconds(3600));
        Task done = Samples.child("done", "p", base.minusSeconds(3600));
        Task still = new Task("still", late.spec(), settling(Samples.state(TaskStatus.CANCELLED, base)), 1);
        subject.change(tx -> tx.tasks()
                .insert(List.of(
                        late, still, new Task("done", done.spec(), Samples.state(TaskStatus.FAILED, base), 1))));
        assertThat(ids(dueAt(base.minusNanos(1_000), 100))).containsExactly("still");
        assertThat(ids(dueAt(base, 100))).containsExactlyInAnyOrder("pending", "running", "late", "still");
        assertThat(dueAt(base.plusSeconds(9), 1)).hasSize(4);
    }

    private static TaskState settling(TaskState s) {
        return new TaskState(
                s.status(),
                s.attempts(),
                s.unresolved(),
                s.dueAt(),
                s.readyAt(),
                s.startedAt(),
                s.finishedAt(),
                s.updatedAt(),
                s.token(),
                s.worker(),
                s.leaseEnds(),
                s.result(),
                s.error(),
                true);
    }

    private List<Task> dueAt(Instant time, int limit) {
        return subject.read(view -> view.queue().due(time, limit));
    }

    @Test
    @Clause("TASK-9")
    @DisplayName("what is over is found by status and age, longest ago first, but not while it is settling")
    void finished() {
        Instant base = now();
        for (int i = 0; i < 5; i++) {
            put("c" + i, i, TaskStatus.COMPLETED, base.plusSeconds(i));
            put("f" + i, i, TaskStatus.FAILED, base.plusSeconds(i));
        }
        Task still = new Task(
                "still", Samples.task("still", 5, base).spec(), settling(Samples.state(TaskStatus.FAILED, base)), 1);
        subject.change(tx -> tx.tasks().insert(List.of(still)));
        Instant third = base.plusSeconds(2);
        assertThat(subject.<List<String>, RuntimeException>read(
                        view -> view.queue().finished(TaskStatus.COMPLETED, third, 10)))
                .containsExactly("c0", "c1", "c2");
        assertThat(subject.<List<String>, RuntimeException>read(
                        view -> view.queue().finished(TaskStatus.FAILED, third, 2)))
                .containsExactly("f0", "f1");
        assertThat(subject.<Long, RuntimeException>read(view -> view.queue().countFinished(TaskStatus.FAILED, third)))
                .isEqualTo(3);
    }

    @Test
    @Clause("TASK-6")
    @DisplayName("dependencies are followed from either end, through what is blocked and not resolved, however deep"
            + " (weakness G.2.4: no index from the prerequisite's end)")
    void walks() {
        Instant base = now();
        int length = 400;
        subject.change(tx -> {
            List<Task> tasks = new ArrayList<>();
            List<TaskDependency> edges = new ArrayList<>();
            for (int i = 0; i < length; i++) {
                Task task = Samples.task("t" + i, 5, base);
                tasks.add(i == 0 ? task : new Task(task.id(), task.spec(), Samples.state(TaskStatus.BLOCKED, base), 1));
                if (i > 0) {
                    edges.add(new TaskDependency("t" + i, "t" + (i - 1), false));
                }
                if (i > 10 && i % 50 == 0) {
                    edges.add(new TaskDependency("t" + i, "t0", false));
                }
            }
            edges.add(new TaskDependency("t9", "gone", true));
            tx.tasks().insert(tasks);
            tx.dependencies().add(edges);
            tx.dependencies().add(List.of(new TaskDependency("t1", "t0", true)));
        });
        assertThat(behind(List.of("t0"), 1_000))
                .isEqualTo(IntStream.range(1, length).mapToObj(i -> "t" + i).collect(Collectors.toSet()));
        assertThat(behind(List.of("t390", "t395"), 1_000))
                .isEqualTo(IntStream.range(391, length).mapToObj(i -> "t" + i).collect(Collectors.toSet()));
        assertThat(behind(List.of("t0"), 10)).hasSize(10);
        assertThat(waiting("t0"))
                .containsExactlyInAnyOrder("t1", "t50", "t100", "t150", "t200", "t250", "t300", "t350");
        assertThat(waiting("gone")).isEmpty();
        assertThat(before("t399", 1_000)).hasSize(length - 1 + 7);
        assertThat(before("t399", 20)).hasSize(20);
        assertThat(subject.<List<TaskDependency>, RuntimeException>read(
                        view -> view.dependencies().of(List.of("t50", "t9", "none"))))
                .containsExactlyInAnyOrder(
                        new TaskDependency("t50", "t0", false),
                        new TaskDependency("t50", "t49", false),
                        new TaskDependency("t9", "gone", true),
                        new TaskDependency("t9", "t8", false));
        subject.change(tx -> {
            tx.dependencies().resolve("t0", List.of("t1", "t50", "none"));
            Task middle = tx.tasks().find("t200").orElseThrow();
            tx.tasks().update(List.of(middle.next(Samples.state(TaskStatus.CANCELLED, base))));
            tx.tasks().delete(List.of("t397"));
        });
        assertThat(waiting("t0")).doesNotContain("t1", "t50").contains("t100").doesNotContain("t200");
        assertThat(behind(List.of("t150"), 1_000)).contains("t199").doesNotContain("t200", "t201");
        assertThat(before("t399", 1_000)).containsExactly(new TaskDependency("t399", "t398", false));
        assertThat(before("t1", 10)).isEmpty();
    }

    private Set<String> behind(List<String> prerequisites, int limit) {
        return subject.read(view -> view.dependencies().behind(prerequisites, limit)).stream()
                .map(Task::id)
                .collect(Collectors.toSet());
    }

    private List<String> waiting(String prerequisite) {
        return ids(subject.read(view -> view.dependencies().waiting(prerequisite, 100)));
    }

    private List<TaskDependency> before(String dependent, int limit) {
        return subject.read(view -> view.dependencies().before(List.of(dependent), limit));
    }

    @Test
    @Clause("TASK-7")
    @DisplayName("a place is worth ten minutes for each priority")
    void places() {
        Task one = Samples.task("a", 3, now());
        Task other = Samples.task("b", 5, one.spec().createdAt().plus(Duration.ofMinutes(20)));
        assertThat(other.place()).isEqualTo(one.place());
    }
}
