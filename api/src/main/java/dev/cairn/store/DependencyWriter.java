package dev.cairn.store;

import dev.cairn.model.TaskDependency;
import java.util.Collection;
import java.util.List;

/** What the tasks of one workspace wait for, written. Tells nothing in the feed: what follows from it are changes of tasks. */
public interface DependencyWriter extends DependencyReader {
    /** Of tasks that are there; what is there already is passed over. */
    void add(List<TaskDependency> dependencies);

    /** Marks as resolved what these dependents wait for of this prerequisite. */
    void resolve(String prerequisite, Collection<String> dependents);
}
