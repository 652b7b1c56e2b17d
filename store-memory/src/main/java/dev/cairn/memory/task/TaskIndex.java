package dev.cairn.memory.task;

import dev.cairn.memory.base.ListKey;
import dev.cairn.memory.base.TimeKey;
import dev.cairn.memory.base.Weight;
import dev.cairn.memory.task.TaskTables.PlaceKey;
import dev.cairn.model.Task;
import dev.cairn.model.TaskFilter;
import dev.cairn.model.TaskStatus;
import dev.cairn.model.Wire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Where a task stands: in its lists, in the order of its status, and among what time or an earlier transaction left. */
final class TaskIndex {
    static final String DEADLINES = "deadline";
    static final String SETTLING = "settling";
    private static final String ALL = "";

    private TaskIndex() {}

    static void put(TaskTables tables, Task task) {
        tables.tasks = tables.tasks.plus(task.id(), task);
        if (task.spec().key() != null) {
            tables.keys = tables.keys.plus(task.spec().key(), task.id());
        }
        for (ListKey key : lists(task)) {
            tables.lists = tables.lists.plus(key, task.id());
        }
        for (PlaceKey key : places(task)) {
            tables.places = tables.places.plus(key, task.id());
        }
        for (TimeKey key : times(task)) {
            tables.times = tables.times.plus(key, task.id());
        }
        tables.bytes += Weight.of(task);
    }

    static void take(TaskTables tables, Task task) {
        tables.tasks = tables.tasks.minus(task.id());
        if (task.spec().key() != null) {
            tables.keys = tables.keys.minus(task.spec().key());
        }
        for (ListKey key : lists(task)) {
            tables.lists = tables.lists.minus(key);
        }
        for (PlaceKey key : places(task)) {
            tables.places = tables.places.minus(key);
        }
        for (TimeKey key : times(task)) {
            tables.times = tables.times.minus(key);
        }
        tables.bytes -= Weight.of(task);
    }

    private static List<ListKey> lists(Task task) {
        TaskFilter every = new TaskFilter(
                task.status(),
                task.spec().type(),
                task.spec().session(),
                task.spec().parent());
        List<ListKey> lists = new ArrayList<>(5);
        lists.add(new ListKey(ALL, task.spec().createdAt(), task.id()));
        buckets(every)
                .forEach(bucket -> lists.add(new ListKey(bucket, task.spec().createdAt(), task.id())));
        return lists;
    }

    private static List<PlaceKey> places(Task task) {
        PlaceKey place = new PlaceKey(MemoryQueue.bucket(task.status()), task.place(), task.id());
        return task.status() == TaskStatus.READY
                ? List.of(place, new PlaceKey(MemoryQueue.bucket(task.spec().type()), task.place(), task.id()))
                : List.of(place);
    }

    private static List<TimeKey> times(Task task) {
        List<TimeKey> times = new ArrayList<>(2);
        Instant overdue = task.overdueAt();
        if (overdue != null) {
            times.add(new TimeKey(DEADLINES, overdue, task.id()));
        }
        if (task.state().settling()) {
            times.add(new TimeKey(SETTLING, Instant.EPOCH, task.id()));
        }
        return times;
    }

    /** Lists of which each holds all matches: one per condition, or that of all. */
    static List<String> buckets(TaskFilter filter) {
        List<String> buckets = new ArrayList<>(4);
        if (filter.type() != null) {
            buckets.add("t" + filter.type());
        }
        if (filter.session() != null) {
            buckets.add("s" + filter.session());
        }
        if (filter.parent() != null) {
            buckets.add(children(filter.parent()));
        }
        if (filter.status() != null) {
            buckets.add(Wire.name(filter.status()));
        }
        return buckets.isEmpty() ? List.of(ALL) : buckets;
    }

    static String children(String parent) {
        return "p" + parent;
    }
}
