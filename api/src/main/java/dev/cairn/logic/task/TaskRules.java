package dev.cairn.logic.task;

import dev.cairn.error.ConditionFailed;
import dev.cairn.error.IllegalTransition;
import dev.cairn.logic.Limits;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Task;
import dev.cairn.model.TaskState;
import dev.cairn.model.TaskStatus;
import dev.cairn.model.Wire;
import java.time.Duration;
import java.time.Instant;

/** What a task may become, and when (TASK-2, TASK-5). Pure functions. */
final class TaskRules {
    static final String LEASE_ENDED = "the lease of its worker ended";
    static final String OVERDUE = "the deadline passed";

    private TaskRules() {}

    static boolean follows(TaskStatus from, TaskStatus to) {
        return switch (from) {
            case PENDING ->
                switch (to) {
                    case READY, BLOCKED, FAILED, CANCELLED -> true;
                    case PENDING, RUNNING, COMPLETED -> false;
                };
            case BLOCKED ->
                switch (to) {
                    case READY, PENDING, FAILED, CANCELLED -> true;
                    case BLOCKED, RUNNING, COMPLETED -> false;
                };
            case READY ->
                switch (to) {
                    case RUNNING, BLOCKED, FAILED, CANCELLED -> true;
                    case PENDING, READY, COMPLETED -> false;
                };
            case RUNNING ->
                switch (to) {
                    case COMPLETED, FAILED, CANCELLED, PENDING, READY -> true;
                    case BLOCKED, RUNNING -> false;
                };
            case COMPLETED, FAILED, CANCELLED -> false;
        };
    }

    /** Nothing more to wait for but time. */
    static Task released(Task task, Instant now) {
        TaskEdit edit = TaskEdit.of(task).resolved();
        Instant notBefore = task.spec().notBefore();
        return (notBefore != null && notBefore.isAfter(now) ? edit.pending(notBefore) : edit.ready(now)).at(now);
    }

    /** As many prerequisites less to wait for. */
    static Task resolved(Task task, int prerequisites, Instant now) {
        int left = task.state().unresolved() - prerequisites;
        return left > 0 ? TaskEdit.of(task).blocked(left).at(now) : released(task, now);
    }

    /** A pending task whose time has come: it counts as waiting since then, however late that is noticed. */
    static Task promoted(Task task, Instant now) {
        Instant due = task.state().dueAt();
        return TaskEdit.of(task).ready(due == null ? now : due).at(now);
    }

    static Task started(Task task, String worker, Instant now, Duration lease) {
        return TaskEdit.of(task).running(worker, now, now.plus(lease)).at(now);
    }

    /** Tried again after a while that doubles with each attempt, or given up. */
    static Task failedAttempt(Task task, String error, boolean retry, Instant now) {
        if (!retry || task.state().attempts() >= task.spec().maxAttempts()) {
            return TaskEdit.of(task).failed(error, now).at(now);
        }
        Duration wait = backoff(task.spec().backoff(), task.state().attempts());
        TaskEdit edit = TaskEdit.of(task).fenced().because(error);
        return (wait.isZero() ? edit.ready(now) : edit.pending(now.plus(wait))).at(now);
    }

    /** The lease ended without a word: ready again at once, for it has waited that long, or given up. */
    static Task reclaimed(Task task, Instant now) {
        TaskEdit edit = TaskEdit.of(task).fenced();
        boolean last = task.state().attempts() >= task.spec().maxAttempts();
        return (last ? edit.failed(LEASE_ENDED, now) : edit.because(LEASE_ENDED).readyAgain()).at(now);
    }

    static Task overdue(Task task, Instant now) {
        return TaskEdit.of(task).fenced().failed(OVERDUE, now).at(now);
    }

    static Duration backoff(Duration first, int attempts) {
        Duration wait = first;
        for (int i = 1; i < attempts && wait.compareTo(Limits.TASK_BACKOFF) < 0; i++) {
            wait = wait.multipliedBy(2);
        }
        return wait.compareTo(Limits.TASK_BACKOFF) > 0 ? Limits.TASK_BACKOFF : wait;
    }

    static boolean due(TaskState state, Instant now) {
        Instant due = state.dueAt();
        return state.status() == TaskStatus.PENDING && due != null && !due.isAfter(now);
    }

    static boolean leaseEnded(TaskState state, Instant now) {
        Instant ends = state.leaseEnds();
        return state.status() == TaskStatus.RUNNING && ends != null && !ends.isAfter(now);
    }

    static boolean isOverdue(Task task, Instant now) {
        Instant deadline = task.overdueAt();
        return deadline != null && !deadline.isAfter(now);
    }

    /**
     * @throws ConditionFailed kind "lease" where the token is another
     * @throws IllegalTransition where the task does not run
     */
    static void requireHeld(Task task, long token, TaskStatus to) {
        if (task.state().token() != token) {
            throw new ConditionFailed("lease", task.id(), token, task.state().token());
        }
        if (task.status() != TaskStatus.RUNNING) {
            throw new IllegalTransition("task", task.id(), Wire.name(task.status()), Wire.name(to));
        }
    }

    static Task completed(Task task, JsonObject result, Instant now) {
        return TaskEdit.of(task).completed(result, now).at(now);
    }
}
