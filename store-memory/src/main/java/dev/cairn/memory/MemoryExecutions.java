package dev.cairn.memory;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.memory.Tables.ListKey;
import dev.cairn.memory.Tables.StepKey;
import dev.cairn.memory.Tables.TimeKey;
import dev.cairn.model.Artifact;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatistics;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.PageKey;
import dev.cairn.model.Step;
import dev.cairn.model.Wire;
import dev.cairn.store.ExecutionWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Executions, with a list each of all, of every status, user and tag. */
final class MemoryExecutions implements ExecutionWriter {
    private static final String ALL = "";

    private final Roles roles;

    MemoryExecutions(Roles roles) {
        this.roles = roles;
    }

    @Override
    public Optional<Execution> find(String id) {
        return Optional.ofNullable(roles.tables().executions.get(id));
    }

    @Override
    public List<Execution> page(ExecutionFilter filter, @Nullable PageKey after, int limit) {
        List<Execution> found = new ArrayList<>(Math.min(limit, 1_000));
        scan(filter, after, execution -> {
            found.add(execution);
            return found.size() < limit;
        });
        return found;
    }

    @Override
    public long count(ExecutionFilter filter, long atMost) {
        List<String> buckets = buckets(filter);
        if (filter.nameContains() == null && buckets.size() == 1) {
            // the list holds the matches and nothing else
            return Math.min(atMost, range(buckets.getFirst(), filter, null).size());
        }
        long[] count = {0};
        if (atMost > 0) {
            scan(filter, null, execution -> ++count[0] < atMost);
        }
        return count[0];
    }

    /** Walks the shortest list that holds all matches, newest first, until {@code more} says enough. */
    private void scan(ExecutionFilter filter, @Nullable PageKey after, Predicate<Execution> more) {
        TreePMap<ListKey, Execution> shortest = buckets(filter).stream()
                .map(bucket -> range(bucket, filter, after))
                .min(Comparator.comparingInt(TreePMap::size))
                .orElseThrow();
        for (Execution execution : shortest.values()) {
            if (filter.matches(execution) && !more.test(execution)) {
                return;
            }
        }
    }

    /** The part of a list within the filter's times and beyond a place; cut out and sized without a walk. */
    private TreePMap<ListKey, Execution> range(String bucket, ExecutionFilter filter, @Nullable PageKey after) {
        TreePMap<ListKey, Execution> lists = roles.tables().lists;
        // at any one time the empty id comes last, and what is no ASCII first
        ListKey start = filter.createdBefore() == null
                ? new ListKey(bucket, Instant.MAX, "\uFFFF")
                : new ListKey(bucket, filter.createdBefore(), "");
        ListKey end = new ListKey(bucket, filter.createdFrom() == null ? Instant.MIN : filter.createdFrom(), "");
        if (after != null) {
            ListKey place = new ListKey(bucket, after.time(), after.id());
            start = place.compareTo(start) > 0 ? place : start;
        }
        return start.compareTo(end) < 0 ? lists.subMap(start, false, end, false) : TreePMap.empty();
    }

    /** Lists of which each holds all matches: one per condition, or that of all. */
    private static List<String> buckets(ExecutionFilter filter) {
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

    @Override
    public ExecutionStatistics statistics(ExecutionFilter filter) {
        Map<ExecutionStatus, Long> counts = new EnumMap<>(ExecutionStatus.class);
        List<Duration> durations = new ArrayList<>();
        scan(filter, null, execution -> {
            counts.merge(execution.status(), 1L, Long::sum);
            Duration duration = execution.duration();
            if (duration != null) {
                durations.add(duration);
            }
            return true;
        });
        durations.sort(null);
        return new ExecutionStatistics(counts, percentile(durations, 50), percentile(durations, 95));
    }

    private static @Nullable Duration percentile(List<Duration> sorted, int percentile) {
        return sorted.isEmpty()
                ? null
                : sorted.get(Math.toIntExact(ExecutionStatistics.rank(sorted.size(), percentile) - 1));
    }

    @Override
    public List<String> expiredLeases(Instant now, int limit) {
        List<String> expired = new ArrayList<>();
        for (TimeKey key : roles.tables().leaseEnds.keySet()) {
            if (expired.size() == limit || key.time().isAfter(now)) {
                break;
            }
            expired.add(key.id());
        }
        return expired;
    }

    @Override
    public void insert(Execution execution) {
        Tables tables = roles.tables();
        if (tables.executions.containsKey(execution.id())) {
            throw new AlreadyExists("execution", execution.id());
        }
        put(tables, execution);
    }

    private void put(Tables tables, Execution execution) {
        tables.executions = tables.executions.plus(execution.id(), execution);
        for (ListKey key : places(execution)) {
            tables.lists = tables.lists.plus(key, execution);
        }
        tables.bytes += Weight.of(execution);
        roles.changes().put(EntityKind.EXECUTION, execution.id(), execution.id(), execution.version());
    }

    private static void take(Tables tables, Execution execution) {
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

    @Override
    public void update(Execution execution, long expectedVersion) {
        Execution present = roles.require(execution.id());
        if (present.version() != expectedVersion) {
            throw new ConditionFailed("execution", execution.id(), expectedVersion, present.version());
        }
        Tables tables = roles.tables();
        take(tables, present);
        put(tables, execution);
        if (execution.status().terminal()) {
            lease(execution.id(), null);
        }
    }

    @Override
    public void delete(String id) {
        Execution present = roles.require(id);
        Tables tables = roles.tables();
        lease(id, null);
        for (Map.Entry<StepKey, Step> step : tables.steps
                .subMap(new StepKey(id, 0), true, new StepKey(id, Integer.MAX_VALUE), true)
                .entrySet()) {
            tables.steps = tables.steps.minus(step.getKey());
            tables.bytes -= Weight.of(step.getValue());
        }
        Log log = tables.logs.get(id);
        if (log != null) {
            tables.logs = tables.logs.minus(id);
            tables.bytes -= log.bytes();
        }
        for (Artifact artifact : MemoryArtifacts.of(tables, id, null, Integer.MAX_VALUE)) {
            MemoryArtifacts.unlink(tables, artifact);
        }
        take(tables, present);
        tables.feed(tables.feed.bury(EntityKind.EXECUTION, id));
        roles.changes().delete(EntityKind.EXECUTION, id, id, present.version());
    }

    @Override
    public void lease(String id, @Nullable Instant expiresAt) {
        roles.require(id);
        Tables tables = roles.tables();
        Instant present = tables.leases.get(id);
        if (present != null) {
            tables.leases = tables.leases.minus(id);
            tables.leaseEnds = tables.leaseEnds.minus(new TimeKey("", present, id));
            tables.bytes -= Weight.LEASE;
        }
        if (expiresAt != null) {
            tables.leases = tables.leases.plus(id, expiresAt);
            tables.leaseEnds = tables.leaseEnds.plus(new TimeKey("", expiresAt, id), id);
            tables.bytes += Weight.LEASE;
        }
    }
}
