package dev.cairn.conformance.cost;

import dev.cairn.conformance.harness.Subject;
import dev.cairn.logic.task.NewTask;
import dev.cairn.logic.task.Tasks;
import dev.cairn.model.PageKey;
import dev.cairn.model.Task;
import dev.cairn.model.TaskFilter;
import dev.cairn.model.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** The calls on tasks. */
final class TaskCalls {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private TaskCalls() {}

    static Calls reads(Subject subject, Instant now) {
        Instant far = now.plusSeconds(1_000_000);
        PageKey middle = new PageKey(now, "t5");
        Calls calls = new Calls(subject)
                .read("find", v -> v.tasks().find("t1"))
                .read("findAll", v -> v.tasks().findAll(List.of("t1", "t2", "no")))
                .read("keyed", v -> v.tasks().keyed(List.of("k", "l")));
        for (TaskFilter filter : List.of(
                TaskFilter.ALL,
                TaskFilter.status(TaskStatus.READY),
                new TaskFilter(null, "build", null, null),
                new TaskFilter(null, null, "session-t2", null),
                TaskFilter.childrenOf("p1"),
                new TaskFilter(TaskStatus.FAILED, "part", null, "p1"))) {
            calls.read("page " + filter, v -> v.tasks().page(filter, middle, 50));
            calls.read("page first " + filter, v -> v.tasks().page(filter, null, 50));
        }
        return calls.read("counts", v -> v.tasks().counts(null))
                .read("counts of children", v -> v.tasks().counts("p1"))
                .read("ready", v -> v.queue().ready(null, 50))
                .read("ready of a type", v -> v.queue().ready("part", 50))
                .read("due", v -> v.queue().due(far, 50))
                .read("finished", v -> v.queue().finished(TaskStatus.FAILED, far, 50))
                .read("countFinished", v -> v.queue().countFinished(TaskStatus.FAILED, far))
                .read("dependencies of", v -> v.dependencies().of(List.of("t8", "t15")))
                .read("waiting", v -> v.dependencies().waiting("t1", 50))
                .read("behind", v -> v.dependencies().behind(List.of("t1", "t2"), 50))
                .read("before", v -> v.dependencies().before(List.of("t700", "t8"), 50));
    }

    static Calls writes(Subject subject, Tasks tasks) {
        return new Calls(subject)
                .add(
                        "enqueue",
                        () -> tasks.enqueue(List.of(
                                NewTask.of("x").after("t1", "t4"),
                                NewTask.of("x").withKey("once").in("t2", null))))
                .add("addDependency", () -> tasks.addDependency("t2", "t9"))
                .add("claim", () -> tasks.claim("w", 3, LEASE, "build"))
                .add("end", () -> {
                    Task claimed = tasks.claim("w", 1, LEASE, null).getFirst();
                    long token = claimed.state().token();
                    tasks.heartbeat(claimed.id(), token, LEASE);
                    tasks.complete(claimed.id(), token, null);
                })
                .add("cancel", () -> tasks.cancel("t8", "x"))
                .add("cancel another", () -> tasks.cancel("t50001", "x"))
                .write("resolve", tx -> tx.dependencies().resolve("t1", List.of("t8")))
                .write("delete", tx -> tx.tasks().delete(List.of("t4", "t11")));
    }
}
