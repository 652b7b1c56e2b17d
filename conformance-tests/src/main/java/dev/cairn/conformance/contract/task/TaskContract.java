package dev.cairn.conformance.contract.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.EntityKind;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Position;
import dev.cairn.model.Task;
import dev.cairn.model.TaskFilter;
import dev.cairn.model.TaskSpec;
import dev.cairn.model.TaskStatus;
import dev.cairn.model.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** TASK-1, TASK-8: tasks as stored. */
public abstract class TaskContract extends Group {
    private static final List<TaskStatus> STATUSES = List.of(TaskStatus.values());

    private Task put(Task task) {
        subject.change(tx -> tx.tasks().insert(List.of(task)));
        return task;
    }

    private Task find(String id) {
        return subject.read(view -> view.tasks().find(id)).orElseThrow();
    }

    private static Task keyed(Task task, String key) {
        TaskSpec s = task.spec();
        return new Task(
                task.id(),
                new TaskSpec(
                        s.type(),
                        s.source(),
                        key,
                        s.session(),
                        s.parent(),
                        s.priority(),
                        s.input(),
                        s.maxAttempts(),
                        s.backoff(),
                        s.notBefore(),
                        s.deadline(),
                        s.createdAt()),
                task.state(),
                1);
    }

    @Test
    @Clause("TASK-1")
    @DisplayName(
            "a task of every status comes back with every field, input and result (weakness G.1.12: input thrown away)")
    void roundTrip() {
        JsonObject input =
                JsonObject.parse("input", "{\"a\":[1,2.50,null,\"\\u0001 \\\"x\\\" \ud83d\ude00 \u00e4\"],\"b\":{}}");
        List<Task> stored = new ArrayList<>();
        for (TaskStatus status : TaskStatus.values()) {
            Instant at = now();
            TaskSpec spec = new TaskSpec(
                    "type/\u00fc %",
                    "agent:planner",
                    "key " + status,
                    "s-1",
                    "p-1",
                    9,
                    input,
                    100,
                    Duration.ofSeconds(3, 7_000),
                    at.plusSeconds(1),
                    at.plusSeconds(9),
                    at);
            stored.add(put(new Task("t-" + status, spec, Samples.state(status, at.plusSeconds(2)), 1)));
        }
        stored.add(put(Samples.child("bare", "p", now())));
        assertThat(stored).allSatisfy(task -> assertThat(find(task.id())).isEqualTo(task));
        assertThat(subject.<List<Task>, RuntimeException>read(
                        view -> view.tasks().findAll(List.of("t-READY", "none", "bare", "bare"))))
                .containsExactlyInAnyOrder(find("t-READY"), find("bare"));
        List<Task> moved = stored.stream()
                .map(task -> task.next(
                        Samples.state(STATUSES.get((task.status().name().length() * 3) % 7), now())))
                .toList();
        subject.change(tx -> tx.tasks().update(moved));
        assertThat(moved).allSatisfy(task -> assertThat(find(task.id())).isEqualTo(task));
        Task alone = moved.getFirst().next(Samples.state(TaskStatus.FAILED, now()));
        subject.change(tx -> tx.tasks().update(List.of(alone)));
        assertThat(find(alone.id())).isEqualTo(alone);
    }

    @Test
    @Clause("TASK-1")
    @DisplayName(
            "an id and an idempotency key are taken once, in a batch of any size; with the refused one goes its batch")
    void taken() {
        put(keyed(Samples.task("a", 5, now()), "once"));
        for (int size : List.of(1, 3, 70)) {
            List<Task> fresh = new ArrayList<>(IntStream.range(0, size)
                    .mapToObj(i -> Samples.task("f" + size + "-" + i, 5, now()))
                    .toList());
            fresh.add(Samples.task("a", 5, now()));
            assertThatThrownBy(() -> subject.change(tx -> tx.tasks().insert(fresh)))
                    .isInstanceOfSatisfying(AlreadyExists.class, e -> {
                        assertThat(e.kind()).isEqualTo("task");
                        assertThat(e.id()).isEqualTo("a");
                    });
            fresh.set(size, keyed(Samples.task("b", 5, now()), "once"));
            assertThatThrownBy(() -> subject.change(tx -> tx.tasks().insert(fresh)))
                    .isInstanceOfSatisfying(AlreadyExists.class, e -> {
                        assertThat(e.kind()).isEqualTo("task key");
                        assertThat(e.id()).isEqualTo("once");
                    });
        }
        assertThat(ids(TaskFilter.ALL)).containsExactly("a");
        assertThat(subject.<Map<String, String>, RuntimeException>read(
                        view -> view.tasks().keyed(List.of("once", "Once", "other"))))
                .isEqualTo(Map.of("once", "a"));
        subject.change(tx -> tx.tasks().delete(List.of("a")));
        put(keyed(Samples.task("a", 5, now()), "once"));
    }

    @Test
    @Clause("TASK-1")
    @Clause("TX-10")
    @DisplayName("tasks of which one was refused are neither there nor changed also where the transaction goes on")
    void refusedAndCaught() throws Exception {
        Task a = put(keyed(Samples.task("a", 5, now()), "once"));
        Task b = put(Samples.task("b", 5, now()));
        Task nextA = a.next(Samples.state(TaskStatus.RUNNING, now()));
        Task staleB = b.next(b.state()).next(Samples.state(TaskStatus.RUNNING, now()));
        Task none = Samples.task("none", 5, now()).next(nextA.state());
        Task fresh = Samples.task("fresh", 5, now());
        Position head = store().feed(ws()).head();
        subject.change(tx -> {
            for (Task taken :
                    List.of(a, keyed(Samples.task("c", 5, now()), "once"), Samples.task("fresh", 1, now()), staleB)) {
                assertThatThrownBy(() -> tx.tasks().insert(List.of(fresh, Samples.task("d", 5, now()), taken)))
                        .isInstanceOf(AlreadyExists.class);
            }
            Task twice = keyed(Samples.task("e", 5, now()), "twice");
            assertThatThrownBy(() -> tx.tasks().insert(List.of(twice, keyed(Samples.task("f", 5, now()), "twice"))))
                    .isInstanceOf(AlreadyExists.class);
            assertThatThrownBy(() -> tx.tasks().update(List.of(nextA, staleB))).isInstanceOf(ConditionFailed.class);
            assertThatThrownBy(() -> tx.tasks().update(List.of(nextA, none))).isInstanceOf(NotFound.class);
            tx.tasks().insert(List.of(Samples.task("last", 5, now())));
        });
        assertThat(ids(TaskFilter.ALL)).containsExactlyInAnyOrder("a", "b", "last");
        assertThat(find("a")).isEqualTo(a);
        assertThat(find("b")).isEqualTo(b);
        assertThat(settled(head)).extracting(Change::id).containsExactly("last");
    }

    @Test
    @Clause("TASK-1")
    @DisplayName(
            "an update of one or many names the versions that it expects and changes all or none; a lease is extended by"
                    + " its token alone, without a new version or a line in the feed")
    void updates() throws Exception {
        Task a = put(Samples.task("a", 5, now()));
        Task b = put(Samples.task("b", 5, now()));
        Task nextA = a.next(Samples.state(TaskStatus.RUNNING, now()));
        Task staleB = b.next(b.state()).next(Samples.state(TaskStatus.RUNNING, now()));
        for (List<Task> wrong : List.of(List.of(nextA, staleB), List.of(staleB))) {
            assertThatThrownBy(() -> subject.change(tx -> tx.tasks().update(wrong)))
                    .isInstanceOfSatisfying(ConditionFailed.class, e -> {
                        assertThat(e.kind()).isEqualTo("task");
                        assertThat(e.id()).isEqualTo("b");
                        assertThat(e.expected()).isEqualTo(2);
                        assertThat(e.actual()).isEqualTo(1);
                    });
        }
        Task none = Samples.task("none", 5, now()).next(nextA.state());
        for (List<Task> wrong : List.of(List.of(nextA, none), List.of(none))) {
            assertThatThrownBy(() -> subject.change(tx -> tx.tasks().update(wrong)))
                    .isInstanceOf(NotFound.class);
        }
        assertThat(find("a")).isEqualTo(a);
        subject.change(tx -> tx.tasks().update(List.of(nextA)));
        Position head = store().feed(ws()).head();
        Instant later = now().plusSeconds(100);
        subject.change(tx -> tx.tasks().extend("a", 1, later));
        assertThat(find("a").state().leaseEnds()).isEqualTo(later);
        assertThat(find("a").version()).isEqualTo(2);
        assertThatThrownBy(() -> subject.change(tx -> tx.tasks().extend("a", 2, later)))
                .isInstanceOfSatisfying(
                        ConditionFailed.class, e -> assertThat(e.kind()).isEqualTo("lease"));
        assertThatThrownBy(() -> subject.change(tx -> tx.tasks().extend("b", 0, later)))
                .isInstanceOf(ConditionFailed.class);
        assertThatThrownBy(() -> subject.change(tx -> tx.tasks().extend("none", 0, later)))
                .isInstanceOf(NotFound.class);
        assertThat(settled(head)).isEmpty();
    }

    @Test
    @Clause("FEED-1")
    @Clause("FEED-5")
    @DisplayName("the feed tells each changed task once per transaction, and its removal")
    void feed() throws Exception {
        Position start = store().feed(ws()).head();
        Task a = Samples.task("a", 5, now());
        Task running = a.next(Samples.state(TaskStatus.RUNNING, now()));
        subject.change(tx -> {
            tx.tasks().insert(List.of(a, Samples.task("b", 5, now())));
            tx.tasks().update(List.of(running));
        });
        subject.change(tx -> tx.tasks().delete(List.of("b", "none")));
        List<Change> told = settled(start);
        assertThat(told).allSatisfy(change -> assertThat(change.kind()).isEqualTo(EntityKind.TASK));
        assertThat(told)
                .filteredOn(change -> change.id().equals("a"))
                .singleElement()
                .satisfies(change -> assertThat(change.version()).isEqualTo(2));
        assertThat(told.getLast().op()).isEqualTo(ChangeOp.DELETE);
        assertThat(told.getLast().rootId()).isEqualTo("b");
    }

    private List<String> ids(TaskFilter filter) {
        return subject.read(view -> view.tasks().page(filter, null, 1_000)).stream()
                .map(Task::id)
                .toList();
    }

    @Test
    @Clause("NS-1")
    @DisplayName("tasks, their keys, places and dependencies of one workspace are unknown to another")
    void isolated() {
        WorkspaceId other = subject.newWorkspace();
        Task task = put(keyed(Samples.task("a", 5, now()), "k"));
        subject.change(other, tx -> tx.tasks().insert(List.of(keyed(Samples.task("a", 1, now()), "k"))));
        subject.change(tx -> tx.tasks().delete(List.of("a")));
        assertThat(subject.<Boolean, RuntimeException>read(
                        other,
                        view -> view.tasks().find("a").isPresent()
                                && view.queue().ready(null, 5).size() == 1
                                && view.tasks().keyed(List.of("k")).size() == 1
                                && view.tasks().counts(null).total() == 1))
                .isTrue();
        assertThat(ids(TaskFilter.ALL)).doesNotContain(task.id());
    }
}
