package dev.cairn.logic.task;

import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.logic.Limits;
import dev.cairn.logic.Scope;
import dev.cairn.model.Task;
import dev.cairn.model.TaskDependency;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Plans in parallel layers. */
final class TaskPlans {
    private TaskPlans() {}

    static List<List<String>> plan(Scope scope, Collection<String> ids) {
        Set<String> wanted = new LinkedHashSet<>(ids);
        if (wanted.isEmpty()) {
            throw new InvalidArgument("tasks", "must not be empty");
        }
        if (wanted.size() > Limits.TASK_BATCH) {
            throw new LimitExceeded("tasks", Limits.TASK_BATCH, wanted.size());
        }
        return scope.store().read(scope.workspace(), "tasks.plan", view -> {
            List<Task> found = view.tasks().findAll(wanted);
            Set<String> missing = new LinkedHashSet<>(wanted);
            found.forEach(task -> missing.remove(task.id()));
            missing.stream().findFirst().ifPresent(id -> {
                throw new NotFound("task", id);
            });
            Map<String, Set<String>> after = new LinkedHashMap<>();
            found.stream()
                    .filter(task -> !task.status().terminal())
                    .forEach(task -> after.put(task.id(), new LinkedHashSet<>()));
            if (!after.isEmpty()) {
                for (TaskDependency edge : TaskEnqueue.before(view, Set.copyOf(after.keySet()))) {
                    after.computeIfAbsent(edge.dependent(), of -> new LinkedHashSet<>())
                            .add(edge.prerequisite());
                    after.computeIfAbsent(edge.prerequisite(), of -> new LinkedHashSet<>());
                }
            }
            return new TaskGraph(after)
                    .layers().stream()
                            .map(layer -> layer.stream().sorted().toList())
                            .toList();
        });
    }
}
