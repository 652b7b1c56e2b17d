package dev.cairn.memory.execution;

import dev.cairn.memory.base.ListKey;
import dev.cairn.memory.base.Weight;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.Wire;
import java.util.ArrayList;
import java.util.List;

/** Where an execution stands: in a list each of all, and of its status, user and tags. */
final class ExecutionIndex {
    private static final String ALL = "";

    private ExecutionIndex() {}

    static void put(ExecutionTables tables, Execution execution) {
        tables.executions = tables.executions.plus(execution.id(), execution);
        for (ListKey key : places(execution)) {
            tables.lists = tables.lists.plus(key, execution);
        }
        tables.bytes += Weight.of(execution);
    }

    static void take(ExecutionTables tables, Execution execution) {
        tables.executions = tables.executions.minus(execution.id());
        for (ListKey key : places(execution)) {
            tables.lists = tables.lists.minus(key);
        }
        tables.bytes -= Weight.of(execution);
    }

    private static List<ListKey> places(Execution execution) {
        List<ListKey> places = new ArrayList<>(3 + execution.tags().size());
        places.add(new ListKey(ALL, execution.createdAt(), execution.id()));
        places.add(new ListKey(status(execution.status()), execution.createdAt(), execution.id()));
        if (execution.user() != null) {
            places.add(new ListKey(user(execution.user()), execution.createdAt(), execution.id()));
        }
        for (String tag : execution.tags()) {
            places.add(new ListKey(tag(tag), execution.createdAt(), execution.id()));
        }
        return places;
    }

    /** Lists of which each holds all matches: one per condition, or that of all. */
    static List<String> buckets(ExecutionFilter filter) {
        List<String> buckets = new ArrayList<>(3);
        if (filter.tag() != null) {
            buckets.add(tag(filter.tag()));
        }
        if (filter.user() != null) {
            buckets.add(user(filter.user()));
        }
        if (filter.status() != null) {
            buckets.add(status(filter.status()));
        }
        return buckets.isEmpty() ? List.of(ALL) : buckets;
    }

    private static String tag(String tag) {
        return "t" + tag;
    }

    private static String user(String user) {
        return "u" + user;
    }

    private static String status(ExecutionStatus status) {
        return "s" + Wire.name(status);
    }
}
