package dev.cairn.logic.task;

import dev.cairn.logic.Limits;
import dev.cairn.model.Task;
import dev.cairn.model.TaskStatus;
import dev.cairn.store.Transaction;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * What the end of a task means for those that wait for it, in the same transaction and in a fixed number of statements
 * (TASK-6). Of a very large number as many as one transaction should touch; the ended task then stays marked as settling,
 * and who meets it next goes on.
 */
final class TaskCascade {
    private TaskCascade() {}

    /** Those that waited for this one alone become ready, or pending where they have a time to wait for too. */
    static void completed(Transaction tx, TaskChanges changes, Task over, Instant now) {
        List<Task> waiting = tx.dependencies().waiting(over.id(), Limits.TASK_CASCADE + 1);
        boolean more = waiting.size() > Limits.TASK_CASCADE;
        List<Task> told = more ? waiting.subList(0, Limits.TASK_CASCADE) : waiting;
        if (!told.isEmpty()) {
            tx.dependencies().resolve(over.id(), told.stream().map(Task::id).toList());
            told.forEach(task -> changes.change(task, present -> TaskRules.resolved(present, 1, now)));
        }
        changes.settling(over, more, now);
    }

    /** Whatever waits for one of these, or for something that does, is cancelled. Each must have a change already. */
    static void ended(Transaction tx, TaskChanges changes, Collection<Task> over, Instant now) {
        if (over.isEmpty()) {
            return;
        }
        List<Task> behind = tx.dependencies().behind(over.stream().map(Task::id).toList(), Limits.TASK_CASCADE + 1);
        boolean more = behind.size() > Limits.TASK_CASCADE;
        List<Task> told = more ? behind.subList(0, Limits.TASK_CASCADE) : behind;
        String why = over.size() == 1 ? reason(changes.now(over.iterator().next())) : "a prerequisite did not complete";
        // those that end here may have others behind them that were not reached
        told.forEach(task -> changes.change(
                task,
                present ->
                        TaskEdit.of(present).cancelled(why, now).settling(more).at(now)));
        over.forEach(task -> changes.settling(task, more, now));
    }

    static String reason(Task prerequisite) {
        return "prerequisite " + prerequisite.id()
                + (prerequisite.status() == TaskStatus.CANCELLED ? " was cancelled" : " failed");
    }
}
