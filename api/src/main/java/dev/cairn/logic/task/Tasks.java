package dev.cairn.logic.task;

import dev.cairn.error.NotFound;
import dev.cairn.logic.Cursors;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Limits;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.Pages;
import dev.cairn.logic.Prepared;
import dev.cairn.logic.Scope;
import dev.cairn.model.Ids;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Page;
import dev.cairn.model.PageKey;
import dev.cairn.model.Task;
import dev.cairn.model.TaskCounts;
import dev.cairn.model.TaskDependency;
import dev.cairn.model.TaskFilter;
import dev.cairn.model.TaskStatus;
import dev.cairn.store.Committed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tasks of one workspace. */
public final class Tasks {
    private final Scope scope;
    private final ClaimDesk desk;

    public Tasks(Scope scope, ClaimDesk desk) {
        this.scope = scope;
        this.desk = desk;
    }

    /**
     * What the end of a task led to.
     *
     * @param task as it is now
     * @param ready ids of tasks that became ready
     * @param cancelled ids of tasks that were cancelled, since they waited for it
     */
    public record Ended(Task task, List<String> ready, List<String> cancelled) {
        public Ended {
            ready = List.copyOf(ready);
            cancelled = List.copyOf(cancelled);
        }

        static Ended of(Task task) {
            return new Ended(task, List.of(), List.of());
        }

        boolean settling() {
            return task.state().settling();
        }
    }

    /** A task, and what it waits or waited for, by id. */
    public record Detail(Task task, List<TaskDependency> after) {
        public Detail {
            after = List.copyOf(after);
        }
    }

    /**
     * All of them or none, in one transaction. One whose key is known already is not enqueued again (TASK-3); one behind a
     * prerequisite that failed or was cancelled is cancelled at once (TASK-4).
     *
     * @return them in the order given
     * @throws NotFound kind "task" for a prerequisite or parent that is neither there nor given
     * @throws dev.cairn.error.DependencyCycle where they would wait for each other
     * @throws dev.cairn.error.AlreadyExists kind "task" when an id is taken, "task key" when the key means other work
     */
    public Committed<List<Task>> enqueue(List<NewTask> tasks) {
        return scope.write("tasks.enqueue", TaskEnqueue.enqueue(scope, tasks));
    }

    public Task enqueue(NewTask task) {
        return enqueue(List.of(task)).value().getFirst();
    }

    /** @throws NotFound kind "task" */
    public Task get(String id) {
        return scope.store().read(scope.workspace(), "tasks.get", view -> TaskWrites.require(view, id));
    }

    /** @throws NotFound kind "task" */
    public Detail detail(String id) {
        return scope.store()
                .read(
                        scope.workspace(),
                        "tasks.detail",
                        view -> new Detail(
                                TaskWrites.require(view, id),
                                view.dependencies().of(List.of(id))));
    }

    /** Newest first (PAGE-1). */
    public Page<Task> list(TaskFilter filter, PageRequest request) {
        Inputs.optional("type", filter.type(), Limits.TASK_TYPE);
        Inputs.optional("session", filter.session(), Ids.MAX_LENGTH);
        Inputs.optional("parent", filter.parent(), Ids.MAX_LENGTH);
        PageKey after = Cursors.timed(request.cursor());
        return scope.store().read(scope.workspace(), "tasks.list", view -> {
            List<Task> found = view.tasks().page(filter, after, request.limit() + 1);
            return Pages.of(found, request.limit(), t -> new PageKey(t.spec().createdAt(), t.id()), null);
        });
    }

    /**
     * Exact.
     *
     * @param parent only its children: how far it has come; null: all
     */
    public TaskCounts counts(@Nullable String parent) {
        return scope.store()
                .read(scope.workspace(), "tasks.counts", view -> view.tasks().counts(parent));
    }

    /**
     * Has a task that waits wait for one more; nothing changes where it does already.
     *
     * @return the dependent: blocked, or as it was if the prerequisite is completed, or cancelled if that did not complete
     * @throws NotFound kind "task"
     * @throws dev.cairn.error.DependencyCycle where they would wait for each other
     * @throws dev.cairn.error.IllegalTransition when it has begun
     */
    public Committed<Task> addDependency(String dependent, String prerequisite) {
        return scope.write("tasks.depend", TaskEnqueue.depend(scope, dependent, prerequisite));
    }

    /**
     * Gives out tasks that are ready, to this worker alone until the lease ends (TASK-5, TASK-7). First makes ready what is
     * due.
     *
     * @param count 1 to {@link Limits#TASK_CLAIM}
     * @param lease 1 second to 1 day
     * @param type only of this type; null: any
     * @return none when nothing is ready
     */
    public List<Task> claim(String worker, int count, Duration lease, @Nullable String type) {
        return desk.claim(scope, new ClaimDesk.Request(worker, count, lease, type));
    }

    /** The same, but waits for the first task up to {@code wait}. An interrupt ends the waiting early. */
    public List<Task> claim(String worker, int count, Duration lease, @Nullable String type, Duration wait) {
        return ClaimWait.claim(scope, desk, new ClaimDesk.Request(worker, count, lease, type), wait);
    }

    /**
     * Extends the lease by so much from now on.
     *
     * @return until when
     * @throws dev.cairn.error.ConditionFailed kind "lease" when the task was given to another, or taken back, or is over
     */
    public Instant heartbeat(String id, long token, Duration lease) {
        return scope.write("tasks.heartbeat", TaskWrites.heartbeat(scope, id, token, lease))
                .value();
    }

    /**
     * Ends it well. Saying so twice with the same token changes nothing.
     *
     * @throws dev.cairn.error.ConditionFailed kind "lease" when the task was given to another, or taken back
     * @throws dev.cairn.error.IllegalTransition when it was cancelled
     */
    public Ended complete(String id, long token, @Nullable JsonObject result) {
        return settled("tasks.complete", id, TaskWrites.complete(scope, id, token, result));
    }

    /**
     * Ends an attempt. The task is tried again after its backoff, unless that was the last attempt.
     *
     * @param retry false: it is not tried again
     * @throws dev.cairn.error.ConditionFailed kind "lease" when the task was given to another, or taken back
     * @throws dev.cairn.error.IllegalTransition when it was cancelled
     */
    public Ended fail(String id, long token, String error, boolean retry) {
        return settled("tasks.fail", id, TaskWrites.fail(scope, id, token, error, retry));
    }

    /**
     * Ends what waits or runs. Cancelling twice changes nothing.
     *
     * @throws dev.cairn.error.IllegalTransition when it completed or failed
     */
    public Ended cancel(String id, String reason) {
        return settled("tasks.cancel", id, TaskWrites.cancel(scope, id, reason));
    }

    /** Goes on until all are told; should that be cut short, the next claim or the upkeep does. */
    private Ended settled(String operation, String id, Prepared<Ended> work) {
        Ended ended = scope.write(operation, work).value();
        if (!ended.settling()) {
            return ended;
        }
        List<String> ready = new ArrayList<>(ended.ready());
        List<String> cancelled = new ArrayList<>(ended.cancelled());
        for (Ended more = settle(id); more != null; more = settle(id)) {
            ended = more;
            ready.addAll(more.ready());
            cancelled.addAll(more.cancelled());
        }
        if (ended.task().status() != TaskStatus.COMPLETED) {
            // what was cancelled on the way may be settling too
            upkeep().run();
        }
        return new Ended(ended.task(), ready, cancelled);
    }

    private @Nullable Ended settle(String id) {
        return scope.<@Nullable Ended>write("tasks.settle", TaskWrites.settle(scope, id))
                .value();
    }

    /**
     * In which order these tasks can be done, with what they wait for: all of a layer at once, each layer after the one
     * before it. What is over is left out.
     *
     * @throws NotFound kind "task"
     * @throws dev.cairn.error.LimitExceeded for more than {@link Limits#TASK_GRAPH} dependencies
     */
    public List<List<String>> plan(Collection<String> ids) {
        return TaskPlans.plan(scope, ids);
    }

    /** Removes what has been over long enough. */
    public TaskPruning pruning() {
        return new TaskPruning(scope);
    }

    public TaskUpkeep upkeep() {
        return new TaskUpkeep(scope);
    }
}
