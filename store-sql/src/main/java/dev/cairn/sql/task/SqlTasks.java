package dev.cairn.sql.task;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Json;
import dev.cairn.model.PageKey;
import dev.cairn.model.Task;
import dev.cairn.model.TaskCounts;
import dev.cairn.model.TaskFilter;
import dev.cairn.model.TaskStatus;
import dev.cairn.model.Wire;
import dev.cairn.sql.base.Chunks;
import dev.cairn.sql.base.JsonArray;
import dev.cairn.sql.base.Micros;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.TaskQueue;
import dev.cairn.store.TaskWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tasks and their orders over {@link TaskMapper}. */
final class SqlTasks implements TaskWriter, TaskQueue {
    private final SqlScope scope;
    private final TaskMapper mapper;
    private final DependencyMapper dependencies;

    SqlTasks(SqlScope scope, TaskMapper mapper, DependencyMapper dependencies) {
        this.scope = scope;
        this.mapper = mapper;
        this.dependencies = dependencies;
    }

    private TaskMapper mapper() {
        return scope.use(mapper);
    }

    @Override
    public Optional<Task> find(String id) {
        return Optional.ofNullable(mapper().find(scope.workspace(), id));
    }

    @Override
    public List<Task> findAll(Collection<String> ids) {
        return mapper().findAll(scope.workspace(), JsonArray.of(ids));
    }

    @Override
    public Map<String, String> keyed(Collection<String> keys) {
        Map<String, String> known = new HashMap<>();
        mapper().keyed(scope.workspace(), JsonArray.of(keys)).forEach(row -> known.put(row.key(), row.id()));
        return known;
    }

    @Override
    public List<Task> page(TaskFilter filter, @Nullable PageKey after, int limit) {
        long time = after == null ? Long.MAX_VALUE : Micros.of(after.time());
        String id = after == null ? "" : after.id();
        if (filter.equals(TaskFilter.ALL)) {
            return mapper().newest(scope.workspace(), time, id, limit);
        }
        String status = filter.status() == null ? null : Wire.name(filter.status());
        return mapper().page(scope.workspace(), filter, status, time, id, limit);
    }

    @Override
    public TaskCounts counts(@Nullable String parent) {
        return parent == null ? mapper().counts(scope.workspace()) : mapper().countsOf(scope.workspace(), parent);
    }

    @Override
    public void insert(List<Task> tasks) {
        // what is refused as a whole must not be there in part
        AlreadyExists refused = tasks.size() == 1 ? null : taken(tasks);
        if (refused != null) {
            throw refused;
        }
        Chunks.forEach(tasks, some -> {
            List<TaskRow> rows = some.stream()
                    .map(task -> TaskRow.of(scope.workspace(), task))
                    .toList();
            if (mapper().insert(rows) < rows.size()) {
                throw Objects.requireNonNull(taken(some), "inserted, and not inserted");
            }
        });
        tasks.forEach(this::changed);
    }

    /** The first key or id that is there, or stands twice; null for none. */
    private @Nullable AlreadyExists taken(List<Task> tasks) {
        List<String> ids = tasks.stream().map(Task::id).toList();
        List<String> keys = tasks.stream()
                .flatMap(task -> Stream.ofNullable(task.spec().key()))
                .toList();
        Set<String> knownKeys =
                new HashSet<>(keys.isEmpty() ? Set.of() : keyed(keys).keySet());
        Set<String> knownIds = findAll(ids).stream().map(Task::id).collect(Collectors.toCollection(HashSet::new));
        for (Task task : tasks) {
            String key = task.spec().key();
            if (key != null && !knownKeys.add(key)) {
                return new AlreadyExists("task key", key);
            }
            if (!knownIds.add(task.id())) {
                return new AlreadyExists("task", task.id());
            }
        }
        return null;
    }

    private void changed(Task task) {
        scope.changes().put(EntityKind.TASK, task.id(), task.id(), task.version());
    }

    @Override
    public void update(List<Task> tasks) {
        int updated = tasks.size() == 1
                ? mapper().update(TaskRow.of(scope.workspace(), tasks.getFirst()))
                : mapper().updateAll(
                                scope.workspace(),
                                Json.write(tasks.stream().map(TaskRow::json).toList()));
        if (updated < tasks.size()) {
            throw stale(tasks);
        }
        tasks.forEach(this::changed);
    }

    private RuntimeException stale(List<Task> tasks) {
        Map<String, Long> versions = findAll(tasks.stream().map(Task::id).toList()).stream()
                .collect(Collectors.toMap(Task::id, Task::version));
        for (Task task : tasks) {
            Long actual = versions.get(task.id());
            if (actual == null) {
                return new NotFound("task", task.id());
            }
            if (actual != task.version() - 1) {
                return new ConditionFailed("task", task.id(), task.version() - 1, actual);
            }
        }
        throw new IllegalStateException(
                "updated, and not updated: " + tasks.getFirst().id());
    }

    @Override
    public void extend(String id, long token, Instant leaseEnds) {
        if (mapper().extend(scope.workspace(), id, token, Micros.of(leaseEnds)) == 0) {
            Task present = find(id).orElseThrow(() -> new NotFound("task", id));
            throw new ConditionFailed("lease", id, token, present.state().token());
        }
    }

    @Override
    public void delete(Collection<String> ids) {
        if (ids.isEmpty()) {
            return;
        }
        List<Task> gone = findAll(ids);
        String all = JsonArray.of(ids);
        scope.use(dependencies).deleteOf(scope.workspace(), all);
        scope.use(dependencies).deleteFor(scope.workspace(), all);
        mapper().delete(scope.workspace(), all);
        gone.forEach(task -> scope.changes().delete(EntityKind.TASK, task.id(), task.id(), task.version()));
    }

    @Override
    public List<Task> ready(@Nullable String type, int limit) {
        return type == null
                ? mapper().ready(scope.workspace(), limit)
                : mapper().readyOf(scope.workspace(), type, limit);
    }

    @Override
    public List<Task> due(Instant now, int limit) {
        Map<String, Task> due = new LinkedHashMap<>();
        mapper().due(scope.workspace(), Micros.of(now), limit).forEach(task -> due.put(task.id(), task));
        return new ArrayList<>(due.values());
    }

    @Override
    public List<String> finished(TaskStatus status, Instant before, int limit) {
        return mapper().finished(scope.workspace(), Wire.name(status), Micros.of(before), limit);
    }

    @Override
    public long countFinished(TaskStatus status, Instant before) {
        return mapper().countFinished(scope.workspace(), Wire.name(status), Micros.of(before));
    }
}
