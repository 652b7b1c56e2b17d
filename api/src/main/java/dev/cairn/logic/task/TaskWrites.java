package dev.cairn.logic.task;

import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Limits;
import dev.cairn.logic.Prepared;
import dev.cairn.logic.Scope;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Task;
import dev.cairn.model.TaskStatus;
import dev.cairn.store.Transaction;
import dev.cairn.store.View;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The end of tasks, prepared for any transaction, each with all that follows from it (TASK-5, TASK-6). */
final class TaskWrites {
    private TaskWrites() {}

    static Task require(View view, String id) {
        return view.tasks().find(id).orElseThrow(() -> new NotFound("task", id));
    }

    static Prepared<Tasks.Ended> complete(Scope scope, String id, long token, @Nullable JsonObject given) {
        JsonObject result = json("result", given);
        Instant now = scope.now();
        return tx -> {
            Task present = require(tx, id);
            if (present.status() == TaskStatus.COMPLETED && present.state().token() == token) {
                // said again: the answer was lost
                return Tasks.Ended.of(present);
            }
            TaskRules.requireHeld(present, token, TaskStatus.COMPLETED);
            TaskChanges changes = new TaskChanges();
            changes.change(present, task -> TaskRules.completed(task, result, now));
            return settled(tx, changes, present, now);
        };
    }

    static Prepared<Tasks.Ended> fail(Scope scope, String id, long token, String error, boolean retry) {
        Inputs.text("error", error, Limits.ERROR);
        Instant now = scope.now();
        return tx -> {
            Task present = require(tx, id);
            if (present.status() == TaskStatus.FAILED && present.state().token() == token) {
                return Tasks.Ended.of(present);
            }
            TaskRules.requireHeld(present, token, TaskStatus.FAILED);
            TaskChanges changes = new TaskChanges();
            changes.change(present, task -> TaskRules.failedAttempt(task, error, retry, now));
            return settled(tx, changes, present, now);
        };
    }

    static Prepared<Tasks.Ended> cancel(Scope scope, String id, String reason) {
        Inputs.text("reason", reason, Limits.ERROR);
        Instant now = scope.now();
        return tx -> {
            Task present = require(tx, id);
            if (present.status() == TaskStatus.CANCELLED) {
                return Tasks.Ended.of(present);
            }
            Task cancelled = TaskEdit.of(present).cancelled(reason, now).at(now);
            TaskChanges changes = new TaskChanges();
            changes.change(present, task -> cancelled);
            return settled(tx, changes, present, now);
        };
    }

    /** Goes on with what the end of a task means for those that wait for it; null when nothing is left to do. */
    static Prepared<Tasks.@Nullable Ended> settle(Scope scope, String id) {
        Instant now = scope.now();
        return tx -> {
            Task present = tx.tasks().find(id).orElse(null);
            if (present == null || !present.state().settling()) {
                return null;
            }
            return settled(tx, new TaskChanges(), present, now);
        };
    }

    private static Tasks.Ended settled(Transaction tx, TaskChanges changes, Task stored, Instant now) {
        Task over = changes.now(stored);
        if (over.status() == TaskStatus.COMPLETED) {
            TaskCascade.completed(tx, changes, stored, now);
        } else if (over.status().terminal()) {
            TaskCascade.ended(tx, changes, List.of(stored), now);
        }
        changes.write(tx);
        return new Tasks.Ended(
                changes.now(stored),
                others(changes, TaskStatus.READY, stored),
                others(changes, TaskStatus.CANCELLED, stored));
    }

    private static List<String> others(TaskChanges changes, TaskStatus status, Task own) {
        return changes.of(status).stream().filter(id -> !id.equals(own.id())).toList();
    }

    static Prepared<Instant> heartbeat(Scope scope, String id, long token, Duration lease) {
        Instant until = scope.now().plus(Inputs.lease("lease", lease));
        return tx -> {
            tx.tasks().extend(id, token, until);
            return until;
        };
    }

    static JsonObject json(String field, @Nullable JsonObject given) {
        if (given == null) {
            return JsonObject.EMPTY;
        }
        if (given.text().length() > Limits.TASK_JSON) {
            throw new LimitExceeded(field, Limits.TASK_JSON, given.text().length());
        }
        return given;
    }
}
