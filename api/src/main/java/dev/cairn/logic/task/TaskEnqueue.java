package dev.cairn.logic.task;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.DependencyCycle;
import dev.cairn.error.IllegalTransition;
import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.logic.Limits;
import dev.cairn.logic.Prepared;
import dev.cairn.logic.Scope;
import dev.cairn.logic.task.TaskDrafts.Draft;
import dev.cairn.model.Ids;
import dev.cairn.model.Task;
import dev.cairn.model.TaskDependency;
import dev.cairn.model.TaskSpec;
import dev.cairn.model.TaskState;
import dev.cairn.model.TaskStatus;
import dev.cairn.model.Wire;
import dev.cairn.store.Transaction;
import dev.cairn.store.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** New tasks and what they wait for (TASK-3, TASK-4). */
final class TaskEnqueue {
    private TaskEnqueue() {}

    static Prepared<List<Task>> enqueue(Scope scope, List<NewTask> inputs) {
        Instant now = scope.now();
        Map<String, Draft> drafts = TaskDrafts.of(scope, inputs, now);
        Map<String, String> keys = new LinkedHashMap<>();
        drafts.forEach((id, draft) -> {
            if (draft.spec().key() != null) {
                keys.put(draft.spec().key(), id);
            }
        });
        List<Draft> order = TaskDrafts.sorted(drafts);
        return tx -> {
            Map<String, Task> tasks = new Enqueuing(tx, now, repeated(tx, keys, drafts)).run(drafts, order);
            return drafts.keySet().stream()
                    .map(id -> Objects.requireNonNull(tasks.get(id)))
                    .toList();
        };
    }

    /** Those that were enqueued before, by the ids of their drafts. */
    private static Map<String, Task> repeated(Transaction tx, Map<String, String> keys, Map<String, Draft> drafts) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        Map<String, String> known = tx.tasks().keyed(keys.keySet());
        if (known.isEmpty()) {
            return Map.of();
        }
        Map<String, Task> repeated = new HashMap<>();
        for (Task task : tx.tasks().findAll(known.values())) {
            String key = Objects.requireNonNull(task.spec().key());
            Draft draft = Objects.requireNonNull(drafts.get(keys.get(key)));
            if (!same(draft.spec(), task.spec())) {
                throw new AlreadyExists("task key", key);
            }
            repeated.put(draft.id(), task);
        }
        return repeated;
    }

    /** What a caller says twice is the same where it asks for the same work. */
    private static boolean same(TaskSpec one, TaskSpec other) {
        return one.type().equals(other.type())
                && one.input().equals(other.input())
                && Objects.equals(one.session(), other.session())
                && Objects.equals(one.parent(), other.parent());
    }

    private static final class Enqueuing {
        private final Transaction tx;
        private final Instant now;
        private final Map<String, Task> repeated;
        private final Map<String, Task> known = new HashMap<>();

        Enqueuing(Transaction tx, Instant now, Map<String, Task> repeated) {
            this.tx = tx;
            this.now = now;
            this.repeated = repeated;
        }

        Map<String, Task> run(Map<String, Draft> drafts, List<Draft> order) {
            Set<String> outside = new LinkedHashSet<>();
            for (Draft draft : drafts.values()) {
                if (!repeated.containsKey(draft.id())) {
                    draft.after().stream().filter(id -> !drafts.containsKey(id)).forEach(outside::add);
                    String parent = draft.spec().parent();
                    if (parent != null && !drafts.containsKey(parent)) {
                        outside.add(parent);
                    }
                }
            }
            require(outside);
            List<Task> added = new ArrayList<>();
            List<TaskDependency> dependencies = new ArrayList<>();
            Map<String, Task> all = new HashMap<>();
            for (Draft draft : order) {
                Task task = repeated.get(draft.id());
                if (task == null) {
                    task = task(draft, dependencies);
                    added.add(task);
                }
                known.put(draft.id(), task);
                all.put(draft.id(), task);
            }
            if (!added.isEmpty()) {
                tx.tasks().insert(added);
            }
            if (!dependencies.isEmpty()) {
                tx.dependencies().add(dependencies);
            }
            return all;
        }

        private void require(Collection<String> ids) {
            if (!ids.isEmpty()) {
                tx.tasks().findAll(ids).forEach(task -> known.put(task.id(), task));
                for (String id : ids) {
                    if (!known.containsKey(id)) {
                        throw new NotFound("task", id);
                    }
                }
            }
        }

        private Task task(Draft draft, List<TaskDependency> dependencies) {
            Task fresh = new Task(draft.id(), draft.spec(), blank(now), 1);
            int open = 0;
            Task dead = null;
            for (String id : draft.after()) {
                Task prerequisite = Objects.requireNonNull(known.get(id));
                boolean resolved = prerequisite.status() == TaskStatus.COMPLETED;
                dependencies.add(new TaskDependency(draft.id(), prerequisite.id(), resolved));
                open += resolved ? 0 : 1;
                dead = dead == null && over(prerequisite) && !resolved ? prerequisite : dead;
            }
            TaskState state = (dead != null
                            ? TaskEdit.of(fresh)
                                    .cancelled(TaskCascade.reason(dead), now)
                                    .at(now)
                            : open > 0 ? TaskEdit.of(fresh).blocked(open).at(now) : TaskRules.released(fresh, now))
                    .state();
            return new Task(draft.id(), draft.spec(), state, 1);
        }
    }

    private static boolean over(Task task) {
        return task.status().terminal();
    }

    private static TaskState blank(Instant now) {
        return new TaskState(TaskStatus.BLOCKED, 0, 0, null, null, null, null, now, 0, null, null, null, null, false);
    }

    /** Has a task that waits wait for one more. */
    static Prepared<Task> depend(Scope scope, String id, String prerequisite) {
        Ids.check("prerequisite", prerequisite);
        Instant now = scope.now();
        return tx -> {
            Task task = TaskWrites.require(tx, id);
            if (!task.status().waiting()) {
                throw new IllegalTransition("task", id, Wire.name(task.status()), Wire.name(TaskStatus.BLOCKED));
            }
            Task other = TaskWrites.require(tx, prerequisite);
            List<TaskDependency> present = tx.dependencies().of(List.of(id));
            if (present.stream().anyMatch(edge -> edge.prerequisite().equals(prerequisite))) {
                return task;
            }
            if (present.size() >= Limits.TASK_PREREQUISITES) {
                throw new LimitExceeded("after", Limits.TASK_PREREQUISITES, present.size() + 1L);
            }
            refuseCycle(tx, id, prerequisite);
            boolean resolved = other.status() == TaskStatus.COMPLETED;
            tx.dependencies().add(List.of(new TaskDependency(id, prerequisite, resolved)));
            if (resolved) {
                return task;
            }
            TaskChanges changes = new TaskChanges();
            if (over(other)) {
                changes.change(
                        task,
                        t -> TaskEdit.of(t)
                                .cancelled(TaskCascade.reason(other), now)
                                .at(now));
                TaskCascade.ended(tx, changes, List.of(task), now);
            } else {
                changes.change(
                        task,
                        t -> TaskEdit.of(t).blocked(t.state().unresolved() + 1).at(now));
            }
            changes.write(tx);
            return changes.now(task);
        };
    }

    private static void refuseCycle(Transaction tx, String id, String prerequisite) {
        if (id.equals(prerequisite)) {
            throw new DependencyCycle(List.of(id, id));
        }
        List<TaskDependency> before = before(tx, List.of(prerequisite));
        Map<String, Set<String>> after = new LinkedHashMap<>();
        before.forEach(edge -> {
            after.computeIfAbsent(edge.dependent(), of -> new LinkedHashSet<>()).add(edge.prerequisite());
            after.computeIfAbsent(edge.prerequisite(), of -> new LinkedHashSet<>());
        });
        List<String> path = new TaskGraph(after).path(prerequisite, id);
        if (!path.isEmpty()) {
            List<String> cycle = new ArrayList<>(path.size() + 1);
            cycle.add(id);
            cycle.addAll(path);
            throw new DependencyCycle(cycle);
        }
    }

    /** @throws LimitExceeded where there are more than are followed */
    static List<TaskDependency> before(View view, Collection<String> ids) {
        List<TaskDependency> before = view.dependencies().before(ids, Limits.TASK_GRAPH + 1);
        if (before.size() > Limits.TASK_GRAPH) {
            throw new LimitExceeded("dependencies", Limits.TASK_GRAPH, before.size());
        }
        return before;
    }
}
