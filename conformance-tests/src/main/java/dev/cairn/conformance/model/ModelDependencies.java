package dev.cairn.conformance.model;

import dev.cairn.model.Task;
import dev.cairn.model.TaskDependency;
import dev.cairn.model.TaskStatus;
import dev.cairn.store.DependencyWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What tasks of the reference model wait for. */
final class ModelDependencies implements DependencyWriter {
    private final ReferenceModel model;

    ModelDependencies(ReferenceModel model) {
        this.model = model;
    }

    @Override
    public List<TaskDependency> of(Collection<String> dependents) {
        return model.dependencies.stream()
                .filter(edge -> dependents.contains(edge.dependent()))
                .sorted(Comparator.comparing(TaskDependency::dependent).thenComparing(TaskDependency::prerequisite))
                .toList();
    }

    private Stream<Task> blocked(Collection<String> prerequisites) {
        return model.dependencies.stream()
                .filter(edge -> !edge.resolved() && prerequisites.contains(edge.prerequisite()))
                .map(edge -> model.tasks.get(edge.dependent()))
                .filter(task -> task != null && task.status() == TaskStatus.BLOCKED)
                .distinct()
                .sorted(Comparator.comparing(Task::id));
    }

    @Override
    public List<Task> waiting(String prerequisite, int limit) {
        return blocked(List.of(prerequisite)).limit(limit).toList();
    }

    @Override
    public List<Task> behind(Collection<String> prerequisites, int limit) {
        Set<Task> behind = new LinkedHashSet<>();
        List<Task> layer = blocked(prerequisites).toList();
        while (!layer.isEmpty()) {
            List<Task> fresh = layer.stream().filter(behind::add).toList();
            layer = blocked(fresh.stream().map(Task::id).toList()).toList();
            layer = fresh.isEmpty() ? List.of() : layer;
        }
        return behind.stream().limit(limit).toList();
    }

    @Override
    public List<TaskDependency> before(Collection<String> dependents, int limit) {
        Set<TaskDependency> before = new LinkedHashSet<>();
        Collection<String> layer = dependents;
        while (!layer.isEmpty()) {
            Collection<String> ids = layer;
            layer = model.dependencies.stream()
                    .filter(edge -> !edge.resolved() && ids.contains(edge.dependent()))
                    .filter(before::add)
                    .map(TaskDependency::prerequisite)
                    .toList();
        }
        return before.stream().limit(limit).toList();
    }

    @Override
    public void add(List<TaskDependency> dependencies) {
        for (TaskDependency edge : dependencies) {
            if (of(List.of(edge.dependent())).stream()
                    .noneMatch(known -> known.prerequisite().equals(edge.prerequisite()))) {
                model.dependencies.add(edge);
            }
        }
    }

    @Override
    public void resolve(String prerequisite, Collection<String> dependents) {
        List<TaskDependency> resolved = new ArrayList<>();
        model.dependencies.removeIf(edge -> edge.prerequisite().equals(prerequisite)
                && dependents.contains(edge.dependent())
                && resolved.add(new TaskDependency(edge.dependent(), prerequisite, true)));
        model.dependencies.addAll(resolved);
    }
}
