package dev.cairn.conformance.model;

import dev.cairn.error.ConditionFailed;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatistics;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.PageKey;
import dev.cairn.store.ExecutionWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Executions of the reference model. Ids are ASCII, so that comparing them as strings is byte order. */
class ModelExecutions implements ExecutionWriter {
    private static final Comparator<PageKey> OLDEST_FIRST =
            Comparator.comparing(PageKey::time).thenComparing(PageKey::id);

    private final ReferenceModel model;

    ModelExecutions(ReferenceModel model) {
        this.model = model;
    }

    @Override
    public Optional<Execution> find(String id) {
        return Optional.ofNullable(model.executions.get(id));
    }

    @Override
    public List<Execution> page(ExecutionFilter filter, @Nullable PageKey after, int limit) {
        return matching(filter).stream()
                .filter(execution -> after == null || OLDEST_FIRST.compare(key(execution), after) < 0)
                .sorted(Comparator.comparing(ModelExecutions::key, OLDEST_FIRST).reversed())
                .limit(limit)
                .toList();
    }

    private static PageKey key(Execution execution) {
        return new PageKey(execution.createdAt(), execution.id());
    }

    private List<Execution> matching(ExecutionFilter filter) {
        return model.executions.values().stream().filter(filter::matches).toList();
    }

    @Override
    public long count(ExecutionFilter filter, long atMost) {
        return Math.min(matching(filter).size(), atMost);
    }

    @Override
    public ExecutionStatistics statistics(ExecutionFilter filter) {
        Map<ExecutionStatus, Long> counts = new EnumMap<>(ExecutionStatus.class);
        matching(filter).forEach(execution -> counts.merge(execution.status(), 1L, Long::sum));
        List<Duration> durations = matching(filter).stream()
                .map(Execution::duration)
                .filter(Objects::nonNull)
                .sorted()
                .toList();
        return new ExecutionStatistics(counts, percentile(durations, 50), percentile(durations, 95));
    }

    /** The smallest duration that at least so many percent of them do not exceed (EXEC-6). */
    private static @Nullable Duration percentile(List<Duration> sorted, int percent) {
        for (int i = 0; i < sorted.size(); i++) {
            if ((i + 1) * 100 >= sorted.size() * percent) {
                return sorted.get(i);
            }
        }
        return null;
    }

    @Override
    public List<String> expiredLeases(Instant now, int limit) {
        return model.leases.entrySet().stream()
                .filter(lease -> !lease.getValue().isAfter(now))
                .sorted(Map.Entry.<String, Instant>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey)
                .limit(limit)
                .toList();
    }

    @Override
    public void insert(Execution execution) {
        if (model.executions.containsKey(execution.id())) {
            throw ReferenceModel.taken("execution", execution.id());
        }
        model.executions.put(execution.id(), execution);
        model.put(EntityKind.EXECUTION, execution.id(), execution.id(), execution.version());
    }

    @Override
    public void update(Execution execution, long expectedVersion) {
        Execution stored = model.execution(execution.id());
        if (stored.version() != expectedVersion) {
            throw new ConditionFailed("execution", execution.id(), expectedVersion, stored.version());
        }
        model.executions.put(execution.id(), execution);
        if (execution.status().terminal()) {
            model.leases.remove(execution.id());
        }
        model.put(EntityKind.EXECUTION, execution.id(), execution.id(), execution.version());
    }

    @Override
    public void delete(String id) {
        Execution gone = model.execution(id);
        model.executions.remove(id);
        model.leases.remove(id);
        model.steps.remove(id);
        model.logs.remove(id);
        model.artifacts.values().removeIf(artifact -> artifact.executionId().equals(id));
        model.delete(EntityKind.EXECUTION, id, id, gone.version());
    }

    @Override
    public void lease(String id, @Nullable Instant expiresAt) {
        model.execution(id);
        if (expiresAt == null) {
            model.leases.remove(id);
        } else {
            model.leases.put(id, expiresAt);
        }
    }
}
