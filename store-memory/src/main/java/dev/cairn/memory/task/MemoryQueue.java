package dev.cairn.memory.task;

import dev.cairn.memory.base.MemoryScope;
import dev.cairn.memory.base.TimeKey;
import dev.cairn.memory.task.TaskTables.PlaceKey;
import dev.cairn.model.Task;
import dev.cairn.model.TaskStatus;
import dev.cairn.model.Wire;
import dev.cairn.store.TaskQueue;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Tasks in the orders in which they are claimed, made ready, taken back and pruned. */
final class MemoryQueue implements TaskQueue {
    private final MemoryScope scope;
    private final TaskTables tables;

    MemoryQueue(MemoryScope scope, TaskTables tables) {
        this.scope = scope;
        this.tables = tables;
    }

    private TaskTables tables() {
        return scope.use(tables);
    }

    static String bucket(TaskStatus status) {
        return "s" + Wire.name(status);
    }

    /** Of those that are ready. */
    static String bucket(String type) {
        return "t" + type;
    }

    private List<Task> tasks(Collection<String> ids, int limit) {
        TaskTables tables = tables();
        List<Task> found = new ArrayList<>();
        for (String id : ids) {
            if (found.size() >= limit) {
                break;
            }
            Task task = tables.tasks.get(id);
            if (task != null) {
                found.add(task);
            }
        }
        return found;
    }

    /** Places up to and with this time. */
    private TreePMap<PlaceKey, String> until(String bucket, long last) {
        return tables().places
                .subMap(new PlaceKey(bucket, Long.MIN_VALUE, ""), true, new PlaceKey(bucket, last, "\uFFFF"), false);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    @Override
    public List<Task> ready(@Nullable String type, int limit) {
        String bucket = type == null ? bucket(TaskStatus.READY) : bucket(type);
        return tasks(until(bucket, Long.MAX_VALUE).values(), limit);
    }

    @Override
    public List<Task> due(Instant now, int limit) {
        TaskTables tables = tables();
        NavigableMap<TimeKey, String> settling = group(tables, TaskIndex.SETTLING, Instant.EPOCH);
        NavigableMap<TimeKey, String> overdue = group(tables, TaskIndex.DEADLINES, now);
        Map<String, Task> due = new LinkedHashMap<>();
        for (Collection<String> ids : List.of(
                until(bucket(TaskStatus.PENDING), micros(now)).values(),
                until(bucket(TaskStatus.RUNNING), micros(now)).values(),
                overdue.values(),
                settling.values())) {
            tasks(ids, limit).forEach(task -> due.put(task.id(), task));
        }
        return new ArrayList<>(due.values());
    }

    private static NavigableMap<TimeKey, String> group(TaskTables tables, String group, Instant last) {
        return tables.times.subMap(
                new TimeKey(group, Instant.MIN, ""), true, new TimeKey(group, last, "\uFFFF"), false);
    }

    @Override
    public List<String> finished(TaskStatus status, Instant before, int limit) {
        return until(bucket(status), micros(before)).values().stream()
                .filter(id -> !settles(id))
                .limit(limit)
                .toList();
    }

    private boolean settles(String id) {
        return tables().times.containsKey(new TimeKey(TaskIndex.SETTLING, Instant.EPOCH, id));
    }

    @Override
    public long countFinished(TaskStatus status, Instant before) {
        long all = until(bucket(status), micros(before)).size();
        long settling = group(tables(), TaskIndex.SETTLING, Instant.EPOCH).values().stream()
                .filter(id -> finishedBy(tables().tasks.get(id), status, before))
                .count();
        return all - settling;
    }

    private static boolean finishedBy(@Nullable Task task, TaskStatus status, Instant before) {
        return task != null && task.status() == status && task.place() <= micros(before);
    }
}
