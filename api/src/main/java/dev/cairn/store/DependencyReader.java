package dev.cairn.store;

import dev.cairn.model.Task;
import dev.cairn.model.TaskDependency;
import java.util.Collection;
import java.util.List;

/** What the tasks of one workspace wait for, read. */
public interface DependencyReader {
    /** What these wait or waited for: by dependent and then prerequisite. */
    List<TaskDependency> of(Collection<String> dependents);

    /** Blocked tasks that wait for this one: each once, in no order (TASK-6). */
    List<Task> waiting(String prerequisite, int limit);

    /** Blocked tasks that wait for one of these, or for one that does, and so on: each once, in no order (TASK-6). */
    List<Task> behind(Collection<String> prerequisites, int limit);

    /** What these wait for and is not completed, what that waits for, and so on: each once, in no order (TASK-4). */
    List<TaskDependency> before(Collection<String> dependents, int limit);
}
