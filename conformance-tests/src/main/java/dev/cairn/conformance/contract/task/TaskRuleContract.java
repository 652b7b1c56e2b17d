package dev.cairn.conformance.contract.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.harness.Clause;
import dev.cairn.error.AlreadyExists;
import dev.cairn.error.IllegalTransition;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.error.StoreException;
import dev.cairn.logic.Limits;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.task.NewTask;
import dev.cairn.logic.task.TaskPruning;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Task;
import dev.cairn.model.TaskCounts;
import dev.cairn.model.TaskFilter;
import dev.cairn.model.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Rules of single tasks, of enqueueing, trees and pruning. */
public abstract class TaskRuleContract extends TaskGroup {
    @Test
    @Clause("TASK-2")
    @DisplayName(
            "what is asked of a task in each status is done or refused as the lifecycle says, and a refusal changes"
                    + " nothing (weakness G.1.11: any state completed, twice)")
    void lifecycle() {
        Set<TaskStatus> open = EnumSet.of(TaskStatus.PENDING, TaskStatus.BLOCKED, TaskStatus.READY, TaskStatus.RUNNING);
        for (TaskStatus from : TaskStatus.values()) {
            Task present = at("x-" + from, from);
            long token = present.state().token();
            String id = present.id();
            assertThat(present.status()).isEqualTo(from);
            if (from != TaskStatus.RUNNING) {
                if (from != TaskStatus.COMPLETED) {
                    refused(present, () -> tasks().complete(id, token, null));
                }
                if (from != TaskStatus.FAILED) {
                    refused(present, () -> tasks().fail(id, token, "x", true));
                }
                assertThatThrownBy(() -> tasks().heartbeat(id, token, LEASE)).isInstanceOf(StoreException.class);
            }
            if (open.contains(from)) {
                assertThat(tasks().cancel(id, "enough").task().status()).isEqualTo(TaskStatus.CANCELLED);
                assertThat(tasks().get(id).state().finishedAt()).isNotNull();
            } else if (from != TaskStatus.CANCELLED) {
                refused(present, () -> tasks().cancel(id, "enough"));
            }
            enqueue("late-" + from);
            if (!EnumSet.of(TaskStatus.PENDING, TaskStatus.BLOCKED, TaskStatus.READY)
                    .contains(from)) {
                assertThatThrownBy(() -> tasks().addDependency(id, "late-" + from))
                        .isInstanceOf(IllegalTransition.class);
            }
            tasks().cancel("late-" + from, "x");
        }
        assertThatThrownBy(() -> tasks().cancel("none", "x")).isInstanceOf(NotFound.class);
    }

    private void refused(Task present, Runnable call) {
        assertThatThrownBy(call::run).isInstanceOf(IllegalTransition.class);
        assertThat(tasks().get(present.id())).isEqualTo(present);
    }

    @Test
    @Clause("TASK-3")
    @DisplayName(
            "a batch is enqueued whole, in the order given, in one revision, or not at all (weaknesses G.2.6: a task and"
                    + " its dependencies apart; G.1.8: unknown parents accepted)")
    void wholeBatch() {
        long before = store().feed(ws()).head().revision();
        List<Task> tasks = tasks().enqueue(List.of(task("c", "b"), task("b", "a"), task("a")))
                .value();
        assertThat(tasks).extracting(Task::id).containsExactly("c", "b", "a");
        assertThat(tasks)
                .extracting(Task::status)
                .containsExactly(TaskStatus.BLOCKED, TaskStatus.BLOCKED, TaskStatus.READY);
        assertThat(store().feed(ws()).head().revision()).isGreaterThan(before);
        List<NewTask> missing = List.of(task("d"), task("e", "none"));
        assertThatThrownBy(() -> tasks().enqueue(missing))
                .isInstanceOfSatisfying(NotFound.class, e -> assertThat(e.id()).isEqualTo("none"));
        assertThatThrownBy(() -> tasks().enqueue(List.of(task("d"), task("a")))).isInstanceOf(AlreadyExists.class);
        assertThatThrownBy(() -> tasks().enqueue(List.of(task("d"), task("d")))).isInstanceOf(InvalidArgument.class);
        assertThatThrownBy(() -> tasks().enqueue(task("d").in("none", null))).isInstanceOf(NotFound.class);
        assertThat(tasks().counts(null).total()).isEqualTo(3);
    }

    @Test
    @Clause("TASK-3")
    @DisplayName(
            "the same key enqueues once, alone, in a batch that goes on from it, and after the task has ended; another"
                    + " piece of work of that key is refused")
    void keys() {
        NewTask once = NewTask.of("build").withKey("k").withInput(json("{'n':1}"));
        Task first = tasks().enqueue(once);
        assertThat(tasks().enqueue(once)).isEqualTo(first);
        List<Task> again = tasks().enqueue(List.of(once.withId("mine"), task("after", "mine")))
                .value();
        assertThat(again.getFirst()).isEqualTo(first);
        assertThat(tasks().detail("after").after())
                .extracting(edge -> edge.prerequisite())
                .containsExactly(first.id());
        complete(take(first.id()));
        assertThat(tasks().enqueue(once).status()).isEqualTo(TaskStatus.COMPLETED);
        assertThatThrownBy(() -> tasks().enqueue(once.withInput(json("{'n':2}"))))
                .isInstanceOfSatisfying(
                        AlreadyExists.class, e -> assertThat(e.kind()).isEqualTo("task key"));
        assertThatThrownBy(() -> tasks().enqueue(List.of(once, once))).isInstanceOf(InvalidArgument.class);
    }

    @Test
    @Clause("LIM-1")
    @DisplayName("every limit of tasks is refused by its name, before anything is written")
    void limits() {
        JsonObject big = JsonObject.parse("x", "{\"x\":\"" + "y".repeat(Limits.TASK_JSON) + "\"}");
        Map<String, UnaryOperator<NewTask>> wrong = Map.of(
                "tasks[0].type", t -> NewTask.of(""),
                "tasks[0].key", t -> t.withKey(""),
                "tasks[0].priority", t -> t.withPriority(10),
                "tasks[0].maxAttempts", t -> t.retrying(0, Duration.ZERO),
                "tasks[0].backoff", t -> t.retrying(1, Duration.ofDays(2)),
                "tasks[0].deadline", t -> t.within(null, now().minusSeconds(1)),
                "tasks[0].after", t -> t.after("a b"),
                "tasks[0].parent", t -> t.in("a/b", null));
        wrong.forEach((field, make) -> assertThatThrownBy(() -> tasks().enqueue(make.apply(NewTask.of("t"))))
                .isInstanceOfSatisfying(
                        InvalidArgument.class, e -> assertThat(e.field()).isEqualTo(field)));
        Map<String, List<NewTask>> large = Map.of(
                "tasks", Collections.nCopies(Limits.TASK_BATCH + 1, NewTask.of("t")),
                "tasks[0].type", List.of(NewTask.of("t".repeat(Limits.TASK_TYPE + 1))),
                "tasks[0].input", List.of(NewTask.of("t").withInput(big)),
                "tasks[0].after",
                        List.of(task(
                                "x",
                                IntStream.rangeClosed(0, Limits.TASK_PREREQUISITES)
                                        .mapToObj(i -> "p" + i)
                                        .toArray(String[]::new))));
        large.forEach((what, tasks) -> assertThatThrownBy(() -> tasks().enqueue(tasks))
                .isInstanceOfSatisfying(
                        LimitExceeded.class, e -> assertThat(e.what()).isEqualTo(what)));
        assertThatThrownBy(() -> tasks().claim("w", Limits.TASK_CLAIM + 1, LEASE, null))
                .isInstanceOf(InvalidArgument.class);
        assertThatThrownBy(() -> tasks().claim("", 1, LEASE, null)).isInstanceOf(InvalidArgument.class);
        assertThat(tasks().counts(null).total()).isZero();
        Task running = at("r", TaskStatus.RUNNING);
        assertThatThrownBy(() -> tasks().complete("r", running.state().token(), big))
                .isInstanceOf(LimitExceeded.class);
        assertThat(tasks().get("r")).isEqualTo(running);
    }

    @Test
    @Clause("TASK-8")
    @DisplayName("children of a task are listed in pages and counted by status: how far it has come")
    void trees() {
        List<NewTask> tree = new ArrayList<>(List.of(task("root"), task("mid").in("root", "s")));
        IntStream.range(0, 9).forEach(i -> tree.add(task("leaf" + i).in("mid", "s")));
        tasks().enqueue(tree);
        for (Task claimed : claim(3)) {
            complete(claimed);
        }
        TaskCounts counts = tasks().counts("mid");
        assertThat(counts.total()).isEqualTo(9);
        assertThat(tasks().counts("root").total()).isEqualTo(1);
        assertThat(tasks().counts("root").finished()
                        + counts.finished()
                        + (tasks().get("root").status().terminal() ? 1 : 0))
                .isEqualTo(3);
        List<String> listed = new ArrayList<>();
        PageRequest request = PageRequest.first(4);
        for (var page = tasks().list(TaskFilter.childrenOf("mid"), request); ; ) {
            page.items().forEach(task -> listed.add(task.id()));
            if (page.next() == null) {
                break;
            }
            page = tasks().list(
                            TaskFilter.childrenOf("mid"), new PageRequest(4, page.next(), PageRequest.TotalMode.NONE));
        }
        assertThat(listed).hasSize(9).doesNotHaveDuplicates().allMatch(id -> id.startsWith("leaf"));
        assertThat(tasks().list(new TaskFilter(null, null, "s", null), PageRequest.first(100))
                        .items())
                .hasSize(10);
        assertThatThrownBy(() -> tasks().enqueue(
                                List.of(task("p").in("q", null), task("q").in("p", null))))
                .isInstanceOfSatisfying(
                        InvalidArgument.class, e -> assertThat(e.field()).isEqualTo("parent"));
    }

    @Test
    @Clause("TASK-9")
    @DisplayName(
            "pruning removes what is over and old enough, as a dry run had said, and leaves all else and those who waited"
                    + " (weakness G.1.10: pruning strands dependents)")
    void prune() {
        for (TaskStatus status : TaskStatus.values()) {
            at("t-" + status, status);
        }
        enqueue("a");
        tasks().enqueue(task("wait").within(now().plusSeconds(3_600), null));
        enqueue("both", "a", "wait");
        complete(claim(100).stream().filter(t -> t.id().equals("a")).findFirst().orElseThrow());
        Set<TaskStatus> over = EnumSet.of(TaskStatus.COMPLETED, TaskStatus.FAILED, TaskStatus.CANCELLED);
        assertThat(prune(Duration.ofHours(1), over, false)).isEmpty();
        subject.clock().advance(Duration.ofMinutes(50));
        long total = tasks().counts(null).total();
        Map<TaskStatus, Long> would = prune(Duration.ofMinutes(50), over, true);
        assertThat(tasks().counts(null).total()).isEqualTo(total);
        assertThat(would).containsEntry(TaskStatus.COMPLETED, 2L).containsEntry(TaskStatus.FAILED, 1L);
        assertThat(prune(Duration.ofMinutes(50), EnumSet.of(TaskStatus.FAILED), false))
                .containsExactly(Map.entry(TaskStatus.FAILED, 1L));
        assertThat(prune(Duration.ofMinutes(50), over, false)).containsEntry(TaskStatus.COMPLETED, 2L);
        assertThatThrownBy(() -> tasks().get("a")).isInstanceOf(NotFound.class);
        assertThat(tasks().counts(null).finished()).isZero();
        assertThat(tasks().get("both").state().unresolved()).isEqualTo(1);
        subject.clock().advance(Duration.ofMinutes(20));
        claim(100).stream().filter(t -> t.id().equals("wait")).forEach(this::complete);
        assertThat(status("both")).isEqualTo(TaskStatus.READY);
        assertThatThrownBy(() -> tasks().pruning().delete("both")).isInstanceOf(IllegalTransition.class);
        assertThatThrownBy(() -> new TaskPruning.Policy(Duration.ZERO, Set.of(TaskStatus.READY), true))
                .isInstanceOf(InvalidArgument.class);
        tasks().pruning().delete("wait");
        assertThat(status("both")).isEqualTo(TaskStatus.READY);
    }

    private Map<TaskStatus, Long> prune(Duration olderThan, Set<TaskStatus> statuses, boolean dryRun) {
        Map<TaskStatus, Long> pruned = new EnumMap<>(tasks().pruning()
                .prune(new TaskPruning.Policy(olderThan, statuses, dryRun))
                .tasks());
        pruned.values().removeIf(count -> count == 0);
        return pruned;
    }
}
