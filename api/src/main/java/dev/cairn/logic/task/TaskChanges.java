package dev.cairn.logic.task;

import dev.cairn.model.Task;
import dev.cairn.model.TaskStatus;
import dev.cairn.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** What one transaction makes of tasks, however often it comes by the same one: written together, one version on. */
final class TaskChanges {
    private final Map<String, Task> next = new LinkedHashMap<>();

    /** As this transaction has it so far. */
    Task now(Task stored) {
        return next.getOrDefault(stored.id(), stored);
    }

    /** Does something to a task, unless this transaction has ended it. */
    void change(Task stored, UnaryOperator<Task> edit) {
        if (!now(stored).status().terminal()) {
            put(stored, edit.apply(now(stored)));
        }
    }

    private void put(Task stored, Task edited) {
        next.put(stored.id(), new Task(edited.id(), edited.spec(), edited.state(), stored.version() + 1));
    }

    /** Notes whether a task that has ended has dependents left to tell. */
    void settling(Task stored, boolean more, Instant now) {
        Task present = now(stored);
        if (present.state().settling() != more) {
            put(stored, TaskEdit.of(present).settling(more).at(now));
        }
    }

    List<String> of(TaskStatus status) {
        return next.values().stream()
                .filter(task -> task.status() == status)
                .map(Task::id)
                .toList();
    }

    Task get(String id) {
        Task task = next.get(id);
        if (task == null) {
            throw new IllegalStateException("task " + id + " was not changed");
        }
        return task;
    }

    boolean isEmpty() {
        return next.isEmpty();
    }

    int size() {
        return next.size();
    }

    void write(Transaction tx) {
        if (!next.isEmpty()) {
            tx.tasks().update(new ArrayList<>(next.values()));
        }
    }
}
