package dev.cairn.logic.task;

import dev.cairn.error.IllegalTransition;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Task;
import dev.cairn.model.TaskState;
import dev.cairn.model.TaskStatus;
import dev.cairn.model.Wire;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The next state of a task in the making. What must hold for every task of a status is seen to here (TASK-2). */
final class TaskEdit {
    private final Task task;
    private TaskStatus status;
    private int attempts;
    private int unresolved;
    private @Nullable Instant dueAt;
    private @Nullable Instant readyAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant finishedAt;
    private long token;
    private @Nullable String worker;
    private @Nullable Instant leaseEnds;
    private @Nullable JsonObject result;
    private @Nullable String error;
    private boolean settling;

    private TaskEdit(Task task) {
        TaskState state = task.state();
        this.task = task;
        status = state.status();
        attempts = state.attempts();
        unresolved = state.unresolved();
        dueAt = state.dueAt();
        readyAt = state.readyAt();
        startedAt = state.startedAt();
        finishedAt = state.finishedAt();
        token = state.token();
        worker = state.worker();
        leaseEnds = state.leaseEnds();
        result = state.result();
        error = state.error();
        settling = state.settling();
    }

    static TaskEdit of(Task task) {
        return new TaskEdit(task);
    }

    /** @throws IllegalTransition where that may not follow */
    private TaskEdit to(TaskStatus next) {
        if (!TaskRules.follows(status, next)) {
            throw new IllegalTransition("task", task.id(), Wire.name(status), Wire.name(next));
        }
        status = next;
        dueAt = null;
        leaseEnds = null;
        return this;
    }

    TaskEdit ready(Instant since) {
        to(TaskStatus.READY);
        readyAt = since;
        return this;
    }

    /** Ready again, as long waiting as it was. */
    TaskEdit readyAgain() {
        return to(TaskStatus.READY);
    }

    TaskEdit pending(Instant until) {
        to(TaskStatus.PENDING);
        dueAt = until;
        readyAt = null;
        return this;
    }

    TaskEdit blocked(int prerequisites) {
        if (status != TaskStatus.BLOCKED) {
            to(TaskStatus.BLOCKED);
        }
        readyAt = null;
        unresolved = prerequisites;
        return this;
    }

    TaskEdit resolved() {
        unresolved = 0;
        return this;
    }

    TaskEdit running(String who, Instant now, Instant until) {
        to(TaskStatus.RUNNING);
        attempts++;
        token++;
        worker = who;
        startedAt = now;
        leaseEnds = until;
        return this;
    }

    TaskEdit completed(JsonObject outcome, Instant now) {
        to(TaskStatus.COMPLETED);
        finishedAt = now;
        result = outcome;
        error = null;
        return this;
    }

    TaskEdit failed(String why, Instant now) {
        to(TaskStatus.FAILED);
        finishedAt = now;
        error = why;
        return this;
    }

    TaskEdit cancelled(String why, Instant now) {
        to(TaskStatus.CANCELLED);
        finishedAt = now;
        error = why;
        return this;
    }

    /** Whoever holds the present token is told from now on that it is too late. */
    TaskEdit fenced() {
        token++;
        return this;
    }

    TaskEdit because(String why) {
        error = why;
        return this;
    }

    TaskEdit settling(boolean still) {
        settling = still;
        return this;
    }

    Task at(Instant now) {
        return task.next(new TaskState(
                status,
                attempts,
                unresolved,
                dueAt,
                readyAt,
                startedAt,
                finishedAt,
                now,
                token,
                worker,
                leaseEnds,
                result,
                error,
                settling));
    }
}
