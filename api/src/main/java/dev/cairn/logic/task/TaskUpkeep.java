package dev.cairn.logic.task;

import dev.cairn.logic.Scope;
import dev.cairn.model.Task;
import dev.cairn.model.TaskStatus;
import dev.cairn.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What time does to tasks: pending ones become ready, leases end, deadlines pass; and what an earlier transaction left to
 * do (TASK-6). Part of every claim, a bounded number at a time, so that nothing depends on a job that runs somewhere.
 */
public final class TaskUpkeep {
    private static final int BATCH = 100;

    private final Scope scope;

    public TaskUpkeep(Scope scope) {
        this.scope = scope;
    }

    /** Everything that is due; returns how many tasks changed. */
    public int run() {
        int all = 0;
        int changed;
        do {
            Instant now = scope.now();
            boolean any = !scope.store()
                    .read(scope.workspace(), "tasks.due", view -> view.queue().due(now, 1))
                    .isEmpty();
            changed = any ? scope.write("tasks.upkeep", tx -> apply(tx, now)).value() : 0;
            all += changed;
        } while (changed > 0);
        return all;
    }

    /** As much as one transaction should do; returns how many tasks changed. */
    static int apply(Transaction tx, Instant now) {
        List<Task> due = tx.queue().due(now, BATCH);
        if (due.isEmpty()) {
            return 0;
        }
        TaskChanges changes = new TaskChanges();
        List<Task> ended = new ArrayList<>();
        for (Task task : due) {
            if (TaskRules.isOverdue(task, now)) {
                changes.change(task, present -> TaskRules.overdue(present, now));
            } else if (TaskRules.leaseEnded(task.state(), now)) {
                changes.change(task, present -> TaskRules.reclaimed(present, now));
            }
            TaskStatus status = changes.now(task).status();
            if (status == TaskStatus.FAILED || status == TaskStatus.CANCELLED) {
                ended.add(task);
            }
        }
        TaskCascade.ended(tx, changes, ended, now);
        for (Task task : due) {
            if (task.status() == TaskStatus.COMPLETED) {
                TaskCascade.completed(tx, changes, task, now);
            } else if (TaskRules.due(changes.now(task).state(), now)) {
                changes.change(task, present -> TaskRules.promoted(present, now));
            }
        }
        changes.write(tx);
        return changes.size();
    }
}
