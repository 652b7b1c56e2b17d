package dev.cairn.memory.task;

import dev.cairn.memory.base.MemoryScope;
import dev.cairn.memory.base.Weight;
import dev.cairn.memory.task.TaskTables.PairKey;
import dev.cairn.model.Task;
import dev.cairn.model.TaskDependency;
import dev.cairn.model.TaskStatus;
import dev.cairn.store.DependencyWriter;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.pcollections.TreePMap;

/** What tasks wait for, from either end. */
final class MemoryDependencies implements DependencyWriter {
    private final MemoryScope scope;
    private final TaskTables tables;

    MemoryDependencies(MemoryScope scope, TaskTables tables) {
        this.scope = scope;
        this.tables = tables;
    }

    private TaskTables tables() {
        return scope.use(tables);
    }

    private static <V> TreePMap<PairKey, V> of(TreePMap<PairKey, V> pairs, String first) {
        return pairs.subMap(new PairKey(first, ""), true, new PairKey(first, "\uFFFF"), false);
    }

    @Override
    public List<TaskDependency> of(Collection<String> dependents) {
        List<TaskDependency> found = new ArrayList<>();
        for (String dependent : new TreeSet<>(dependents)) {
            of(tables().prerequisites, dependent)
                    .forEach((pair, resolved) -> found.add(new TaskDependency(dependent, pair.second(), resolved)));
        }
        return found;
    }

    @Override
    public List<Task> waiting(String prerequisite, int limit) {
        TaskTables tables = tables();
        List<Task> waiting = new ArrayList<>();
        for (Map.Entry<PairKey, Boolean> pair :
                of(tables.dependents, prerequisite).entrySet()) {
            Task task = pair.getValue() ? null : tables.tasks.get(pair.getKey().second());
            if (waiting.size() < limit && task != null && task.status() == TaskStatus.BLOCKED) {
                waiting.add(task);
            }
        }
        return waiting;
    }

    @Override
    public List<Task> behind(Collection<String> prerequisites, int limit) {
        Map<String, Task> behind = new LinkedHashMap<>();
        Deque<String> open = new ArrayDeque<>(prerequisites);
        while (!open.isEmpty() && behind.size() < limit) {
            for (Task task : waiting(open.remove(), Integer.MAX_VALUE)) {
                if (behind.size() < limit && behind.putIfAbsent(task.id(), task) == null) {
                    open.add(task.id());
                }
            }
        }
        return new ArrayList<>(behind.values());
    }

    @Override
    public List<TaskDependency> before(Collection<String> dependents, int limit) {
        List<TaskDependency> before = new ArrayList<>();
        Set<String> seen = new HashSet<>(dependents);
        Deque<String> open = new ArrayDeque<>(seen);
        while (!open.isEmpty()) {
            String dependent = open.remove();
            for (Map.Entry<PairKey, Boolean> pair :
                    of(tables().prerequisites, dependent).entrySet()) {
                if (pair.getValue()) {
                    continue;
                }
                if (before.size() == limit) {
                    return before;
                }
                String prerequisite = pair.getKey().second();
                before.add(new TaskDependency(dependent, prerequisite, false));
                if (seen.add(prerequisite)) {
                    open.add(prerequisite);
                }
            }
        }
        return before;
    }

    @Override
    public void add(List<TaskDependency> dependencies) {
        TaskTables tables = tables();
        for (TaskDependency added : dependencies) {
            PairKey key = new PairKey(added.dependent(), added.prerequisite());
            if (!tables.prerequisites.containsKey(key)) {
                tables.prerequisites = tables.prerequisites.plus(key, added.resolved());
                tables.dependents =
                        tables.dependents.plus(new PairKey(added.prerequisite(), added.dependent()), added.resolved());
                tables.bytes += Weight.DEPENDENCY;
            }
        }
    }

    @Override
    public void resolve(String prerequisite, Collection<String> dependents) {
        TaskTables tables = tables();
        for (String dependent : dependents) {
            PairKey key = new PairKey(dependent, prerequisite);
            if (tables.prerequisites.containsKey(key)) {
                tables.prerequisites = tables.prerequisites.plus(key, true);
                tables.dependents = tables.dependents.plus(new PairKey(prerequisite, dependent), true);
            }
        }
    }

    /** Of a task that is removed: what it waited for, and what is left of those that waited for it. */
    static void forget(TaskTables tables, String id) {
        for (PairKey key : of(tables.prerequisites, id).keySet()) {
            tables.prerequisites = tables.prerequisites.minus(key);
            tables.dependents = tables.dependents.minus(new PairKey(key.second(), id));
            tables.bytes -= Weight.DEPENDENCY;
        }
        for (PairKey key : of(tables.dependents, id).keySet()) {
            tables.dependents = tables.dependents.minus(key);
            tables.prerequisites = tables.prerequisites.minus(new PairKey(key.second(), id));
            tables.bytes -= Weight.DEPENDENCY;
        }
    }
}
