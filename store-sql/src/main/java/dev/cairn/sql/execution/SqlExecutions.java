package dev.cairn.sql.execution;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatistics;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.PageKey;
import dev.cairn.sql.base.Micros;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.ExecutionWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Executions over {@link ExecutionMapper}. */
final class SqlExecutions implements ExecutionWriter {
    private static final PageKey NEWEST = new PageKey(Micros.instant(Long.MAX_VALUE), "");
    private static final String NO_TAGS = "[]";

    private final SqlScope scope;
    private final ExecutionMapper mapper;

    /** Tags as this transaction last saw or wrote them, so that an update that leaves them alone costs one statement. */
    private final Map<String, String> tags = new HashMap<>();

    SqlExecutions(SqlScope scope, ExecutionMapper mapper) {
        this.scope = scope;
        this.mapper = mapper;
    }

    private ExecutionMapper mapper() {
        return scope.use(mapper);
    }

    @Override
    public Optional<Execution> find(String id) {
        Execution found = mapper().find(scope.workspace(), id);
        if (found != null) {
            tags.put(id, ExecutionRow.tags(found));
        }
        return Optional.ofNullable(found);
    }

    @Override
    public List<Execution> page(ExecutionFilter filter, @Nullable PageKey after, int limit) {
        PageKey key = after == null ? NEWEST : after;
        long time = Micros.of(key.time());
        if (filter.equals(ExecutionFilter.ALL)) {
            return mapper().newest(scope.workspace(), time, key.id(), limit);
        }
        return mapper().page(scope.workspace(), FilterRow.of(filter), time, key.id(), limit);
    }

    @Override
    public long count(ExecutionFilter filter, long atMost) {
        return mapper().count(scope.workspace(), FilterRow.of(filter), atMost);
    }

    @Override
    public ExecutionStatistics statistics(ExecutionFilter filter) {
        FilterRow row = FilterRow.of(filter);
        StatusCounts counts = mapper().counts(scope.workspace(), row);
        Map<ExecutionStatus, Long> byStatus = new EnumMap<>(ExecutionStatus.class);
        byStatus.put(ExecutionStatus.PENDING, counts.pending());
        byStatus.put(ExecutionStatus.RUNNING, counts.running());
        byStatus.put(ExecutionStatus.COMPLETED, counts.completed());
        byStatus.put(ExecutionStatus.FAILED, counts.failed());
        byStatus.put(ExecutionStatus.CANCELLED, counts.cancelled());
        return new ExecutionStatistics(
                byStatus, percentile(row, counts.timed(), 50), percentile(row, counts.timed(), 95));
    }

    private @Nullable Duration percentile(FilterRow filter, long timed, int percentile) {
        if (timed == 0) {
            return null;
        }
        Long micros = mapper().durationAt(scope.workspace(), filter, ExecutionStatistics.rank(timed, percentile) - 1);
        return micros == null ? null : Micros.duration(micros);
    }

    @Override
    public List<String> expiredLeases(Instant now, int limit) {
        return mapper().expired(scope.workspace(), Micros.of(now), limit);
    }

    @Override
    public void insert(Execution execution) {
        ExecutionRow row = ExecutionRow.of(scope.workspace(), execution, 0);
        if (mapper().insert(row) == 0) {
            throw new AlreadyExists("execution", execution.id());
        }
        if (!row.tags().equals(NO_TAGS)) {
            mapper().insertTags(row.workspace(), row.id(), row.createdAt(), row.tags());
        }
        tags.put(row.id(), row.tags());
        scope.changes().put(EntityKind.EXECUTION, execution.id(), execution.id(), execution.version());
    }

    @Override
    public void update(Execution execution, long expectedVersion) {
        String id = execution.id();
        ExecutionRow row = ExecutionRow.of(scope.workspace(), execution, expectedVersion);
        String known = tags.get(id);
        String before = known == null ? head(id).tags() : known;
        if (mapper().update(row) == 0) {
            throw new ConditionFailed("execution", id, expectedVersion, head(id).version());
        }
        if (!row.tags().equals(before)) {
            mapper().deleteTags(row.workspace(), id, row.createdAt(), before);
            mapper().insertTags(row.workspace(), id, row.createdAt(), row.tags());
        }
        if (execution.status().terminal()) {
            mapper().unlease(row.workspace(), id);
        }
        tags.put(id, row.tags());
        scope.changes().put(EntityKind.EXECUTION, id, id, execution.version());
    }

    private ExecutionHead head(String id) {
        ExecutionHead head = mapper().head(scope.workspace(), id);
        if (head == null) {
            throw new NotFound("execution", id);
        }
        return head;
    }

    @Override
    public void delete(String id) {
        ExecutionHead head = head(id);
        String workspace = scope.workspace();
        if (!head.tags().equals(NO_TAGS)) {
            mapper().deleteTags(workspace, id, head.createdAt(), head.tags());
        }
        mapper().unlease(workspace, id);
        mapper().deleteArtifacts(workspace, id);
        mapper().deleteLog(workspace, id);
        mapper().deleteSteps(workspace, id);
        mapper().delete(workspace, id);
        tags.remove(id);
        scope.changes().delete(EntityKind.EXECUTION, id, id, head.version());
    }

    @Override
    public void lease(String id, @Nullable Instant expiresAt) {
        if (expiresAt == null) {
            if (mapper().unlease(scope.workspace(), id) == 0) {
                head(id);
            }
        } else if (mapper().lease(scope.workspace(), id, Micros.of(expiresAt)) == 0) {
            throw new NotFound("execution", id);
        }
    }
}
