package dev.cairn.memory.execution;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.memory.base.ListKey;
import dev.cairn.memory.base.MemoryScope;
import dev.cairn.memory.base.TimeKey;
import dev.cairn.memory.base.Weight;
import dev.cairn.memory.execution.ExecutionTables.StepKey;
import dev.cairn.model.Artifact;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatistics;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.PageKey;
import dev.cairn.model.Step;
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
    private final MemoryScope scope;
    private final ExecutionTables tables;

    MemoryExecutions(MemoryScope scope, ExecutionTables tables) {
        this.scope = scope;
        this.tables = tables;
    }

    private ExecutionTables tables() {
        return scope.use(tables);
    }

    @Override
    public Optional<Execution> find(String id) {
        return Optional.ofNullable(tables().executions.get(id));
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
        List<String> buckets = ExecutionIndex.buckets(filter);
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
        TreePMap<ListKey, Execution> shortest = ExecutionIndex.buckets(filter).stream()
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
        TreePMap<ListKey, Execution> lists = tables().lists;
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
        for (TimeKey key : tables().leaseEnds.keySet()) {
            if (expired.size() == limit || key.time().isAfter(now)) {
                break;
            }
            expired.add(key.id());
        }
        return expired;
    }

    @Override
    public void insert(Execution execution) {
        ExecutionTables tables = tables();
        if (tables.executions.containsKey(execution.id())) {
            throw new AlreadyExists("execution", execution.id());
        }
        ExecutionIndex.put(tables, execution);
        changed(execution);
    }

    private void changed(Execution execution) {
        scope.changes().put(EntityKind.EXECUTION, execution.id(), execution.id(), execution.version());
    }

    @Override
    public void update(Execution execution, long expectedVersion) {
        Execution present = tables().require(execution.id());
        if (present.version() != expectedVersion) {
            throw new ConditionFailed("execution", execution.id(), expectedVersion, present.version());
        }
        ExecutionTables tables = tables();
        ExecutionIndex.take(tables, present);
        ExecutionIndex.put(tables, execution);
        changed(execution);
        if (execution.status().terminal()) {
            lease(execution.id(), null);
        }
    }

    @Override
    public void delete(String id) {
        Execution present = tables().require(id);
        ExecutionTables tables = tables();
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
        ExecutionIndex.take(tables, present);
        scope.bury(EntityKind.EXECUTION, id);
        scope.changes().delete(EntityKind.EXECUTION, id, id, present.version());
    }

    @Override
    public void lease(String id, @Nullable Instant expiresAt) {
        tables().require(id);
        ExecutionTables tables = tables();
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
