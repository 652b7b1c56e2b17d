package dev.cairn.conformance.model;

import dev.cairn.model.Task;
import dev.cairn.model.TaskDependency;
import dev.cairn.model.TaskSpec;
import dev.cairn.model.TaskState;
import dev.cairn.model.TaskStatus;
import dev.cairn.store.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The operations that write tasks and what they wait for, as the rules use the roles. */
final class TaskCommands {
    private static final int ALL = 1_000;

    private TaskCommands() {}

    /** The state of a task that comes to this status. */
    private static TaskState state(Task task, TaskStatus status, int unresolved, Instant at) {
        TaskState old = task.state();
        boolean running = status == TaskStatus.RUNNING;
        return new TaskState(
                status,
                old.attempts() + (running ? 1 : 0),
                unresolved,
                status == TaskStatus.PENDING ? at : null,
                status == TaskStatus.READY ? at : old.readyAt(),
                running ? at : old.startedAt(),
                status.terminal() ? at : null,
                at,
                old.token() + (running ? 1 : 0),
                running ? "worker" : old.worker(),
                running ? at.plusSeconds(1) : null,
                null,
                status == TaskStatus.FAILED ? "broken" : null,
                false);
    }

    private static void update(Transaction transaction, Stream<Task> tasks) {
        List<Task> next = tasks.toList();
        if (!next.isEmpty()) {
            transaction.tasks().update(next);
        }
    }

    /** Changes are audited in the order in which they are made (AUDIT-1), so that must not be the engine's. */
    private static List<Task> sorted(List<Task> tasks) {
        return tasks.stream().sorted(Comparator.comparing(Task::id)).toList();
    }

    private static List<String> ids(Collection<Task> tasks) {
        return tasks.stream().map(Task::id).toList();
    }

    /** One task that waits for those of these that are there. */
    record Enqueue(String id, TaskSpec spec, List<String> after) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            List<Task> before = sorted(transaction.tasks().findAll(after)).stream()
                    .filter(task -> !task.id().equals(id))
                    .toList();
            List<TaskDependency> edges = before.stream()
                    .map(task -> new TaskDependency(id, task.id(), task.status() == TaskStatus.COMPLETED))
                    .toList();
            int open = Math.toIntExact(
                    edges.stream().filter(edge -> !edge.resolved()).count());
            TaskStatus status =
                    open > 0 ? TaskStatus.BLOCKED : spec.notBefore() != null ? TaskStatus.PENDING : TaskStatus.READY;
            Instant at = status == TaskStatus.PENDING && spec.notBefore() != null ? spec.notBefore() : spec.createdAt();
            Task blank = new Task(
                    id,
                    spec,
                    new TaskState(status, 0, open, null, null, null, null, at, 0, null, null, null, null, false),
                    1);
            transaction.tasks().insert(List.of(new Task(id, spec, state(blank, status, open, at), 1)));
            if (!edges.isEmpty()) {
                transaction.dependencies().add(edges);
            }
            return status;
        }
    }

    record Claim(@Nullable String type, int count, Instant at) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            List<Task> ready = transaction.queue().ready(type, count);
            update(transaction, ready.stream().map(task -> task.next(state(task, TaskStatus.RUNNING, 0, at))));
            return ids(ready);
        }
    }

    /** Ends a task that is not over, and tells those behind it. */
    record End(String id, TaskStatus status, Instant at) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            Optional<Task> open =
                    transaction.tasks().find(id).filter(task -> !task.status().terminal());
            if (open.isEmpty()) {
                return false;
            }
            update(transaction, open.stream().map(task -> task.next(state(task, status, 0, at))));
            if (status == TaskStatus.COMPLETED) {
                List<Task> waiting = sorted(transaction.dependencies().waiting(id, ALL));
                if (!waiting.isEmpty()) {
                    transaction.dependencies().resolve(id, ids(waiting));
                }
                update(transaction, waiting.stream().map(task -> told(task, at)));
                return ids(waiting);
            }
            List<Task> behind = sorted(transaction.dependencies().behind(List.of(id), ALL));
            update(transaction, behind.stream().map(task -> task.next(state(task, TaskStatus.CANCELLED, 0, at))));
            return behind.size();
        }

        private static Task told(Task task, Instant at) {
            int left = task.state().unresolved() - 1;
            return task.next(state(task, left == 0 ? TaskStatus.READY : TaskStatus.BLOCKED, left, at));
        }
    }

    /** Takes a running task back, to be tried again at a time; or, where stale, a version too late. */
    record Retry(String id, Instant dueAt, int stale) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            Optional<Task> running = transaction.tasks().find(id).filter(task -> task.status() == TaskStatus.RUNNING);
            update(
                    transaction,
                    running.stream()
                            .map(task -> new Task(
                                    id,
                                    task.spec(),
                                    state(task, TaskStatus.PENDING, 0, dueAt),
                                    task.version() + 1 - stale)));
            return running.isPresent();
        }
    }

    /** Makes ready what is pending and due. */
    record Promote(Instant now) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            List<Task> due = sorted(transaction.queue().due(now, ALL)).stream()
                    .filter(task -> task.status() == TaskStatus.PENDING)
                    .toList();
            update(transaction, due.stream().map(task -> task.next(state(task, TaskStatus.READY, 0, now))));
            return ids(due);
        }
    }

    /** @param ahead how far beyond the task's token the one that is said is */
    record Extend(String id, int ahead, Instant leaseEnds) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            long token = transaction
                            .tasks()
                            .find(id)
                            .map(task -> task.state().token())
                            .orElse(1L)
                    + ahead;
            transaction.tasks().extend(id, token, leaseEnds);
            return token;
        }
    }

    record Prune(TaskStatus status, Instant before) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            List<String> over = transaction.queue().finished(status, before, ALL);
            if (!over.isEmpty()) {
                transaction.tasks().delete(over);
            }
            return over;
        }
    }
}
