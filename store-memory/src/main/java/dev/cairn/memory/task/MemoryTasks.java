package dev.cairn.memory.task;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.memory.base.ListKey;
import dev.cairn.memory.base.MemoryScope;
import dev.cairn.model.EntityKind;
import dev.cairn.model.PageKey;
import dev.cairn.model.Task;
import dev.cairn.model.TaskCounts;
import dev.cairn.model.TaskFilter;
import dev.cairn.model.TaskState;
import dev.cairn.model.TaskStatus;
import dev.cairn.model.Wire;
import dev.cairn.store.TaskWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Tasks, with a list each of all, and of every status, type, session and parent, and their places in the queue. */
final class MemoryTasks implements TaskWriter {
    private final MemoryScope scope;
    private final TaskTables tables;

    MemoryTasks(MemoryScope scope, TaskTables tables) {
        this.scope = scope;
        this.tables = tables;
    }

    private TaskTables tables() {
        return scope.use(tables);
    }

    @Override
    public Optional<Task> find(String id) {
        return Optional.ofNullable(tables().tasks.get(id));
    }

    @Override
    public List<Task> findAll(Collection<String> ids) {
        TaskTables tables = tables();
        return ids.stream()
                .distinct()
                .map(id -> Optional.ofNullable(tables.tasks.get(id)))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Map<String, String> keyed(Collection<String> keys) {
        Map<String, String> known = new HashMap<>();
        for (String key : keys) {
            String id = tables().keys.get(key);
            if (id != null) {
                known.put(key, id);
            }
        }
        return known;
    }

    @Override
    public List<Task> page(TaskFilter filter, @Nullable PageKey after, int limit) {
        TaskTables tables = tables();
        TreePMap<ListKey, String> shortest = TaskIndex.buckets(filter).stream()
                .map(bucket -> range(tables, bucket, after))
                .min(Comparator.comparingInt(TreePMap::size))
                .orElseThrow();
        List<Task> found = new ArrayList<>(Math.min(limit, 1_000));
        for (ListKey key : shortest.keySet()) {
            Task task = tables.tasks.get(key.id());
            if (task != null && filter.matches(task)) {
                found.add(task);
            }
            if (found.size() == limit) {
                break;
            }
        }
        return found;
    }

    private static TreePMap<ListKey, String> range(TaskTables tables, String bucket, @Nullable PageKey after) {
        // newest first: what is no ASCII stands before any id
        ListKey start = after == null
                ? new ListKey(bucket, Instant.MAX, "\uFFFF")
                : new ListKey(bucket, after.time(), after.id());
        return tables.lists.subMap(start, false, new ListKey(bucket, Instant.MIN, ""), false);
    }

    @Override
    public TaskCounts counts(@Nullable String parent) {
        TaskTables tables = tables();
        Map<TaskStatus, Long> counts = new EnumMap<>(TaskStatus.class);
        if (parent == null) {
            for (TaskStatus status : TaskStatus.values()) {
                counts.put(status, (long) range(tables, Wire.name(status), null).size());
            }
        } else {
            findAll(range(tables, TaskIndex.children(parent), null).values())
                    .forEach(task -> counts.merge(task.status(), 1L, Long::sum));
        }
        return new TaskCounts(counts);
    }

    @Override
    public void insert(List<Task> tasks) {
        Set<String> ids = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (Task task : tasks) {
            if (!ids.add(task.id()) || tables().tasks.containsKey(task.id())) {
                throw new AlreadyExists("task", task.id());
            }
            String key = task.spec().key();
            if (key != null && (!keys.add(key) || tables().keys.containsKey(key))) {
                throw new AlreadyExists("task key", key);
            }
        }
        for (Task task : tasks) {
            TaskIndex.put(tables(), task);
            changed(task);
        }
    }

    private void changed(Task task) {
        scope.changes().put(EntityKind.TASK, task.id(), task.id(), task.version());
    }

    private Task require(String id) {
        return find(id).orElseThrow(() -> new NotFound("task", id));
    }

    @Override
    public void update(List<Task> tasks) {
        for (Task task : tasks) {
            Task present = require(task.id());
            if (present.version() != task.version() - 1) {
                throw new ConditionFailed("task", task.id(), task.version() - 1, present.version());
            }
        }
        for (Task task : tasks) {
            TaskIndex.take(tables(), require(task.id()));
            TaskIndex.put(tables(), task);
            changed(task);
        }
    }

    @Override
    public void extend(String id, long token, Instant leaseEnds) {
        Task present = require(id);
        TaskState s = present.state();
        if (s.token() != token || s.status() != TaskStatus.RUNNING) {
            throw new ConditionFailed("lease", id, token, s.token());
        }
        TaskIndex.take(tables(), present);
        TaskState next = new TaskState(
                s.status(),
                s.attempts(),
                s.unresolved(),
                s.dueAt(),
                s.readyAt(),
                s.startedAt(),
                s.finishedAt(),
                s.updatedAt(),
                s.token(),
                s.worker(),
                leaseEnds,
                s.result(),
                s.error(),
                s.settling());
        TaskIndex.put(tables(), new Task(id, present.spec(), next, present.version()));
    }

    @Override
    public void delete(Collection<String> ids) {
        for (Task task : findAll(ids)) {
            MemoryDependencies.forget(tables(), task.id());
            TaskIndex.take(tables(), task);
            scope.changes().delete(EntityKind.TASK, task.id(), task.id(), task.version());
        }
    }
}
