package dev.cairn.sql.audit;

import dev.cairn.model.Attribution;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditFilter;
import dev.cairn.model.AuditKey;
import dev.cairn.model.AuditPlace;
import dev.cairn.spi.Recording;
import dev.cairn.sql.base.Micros;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.AuditWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The audit over {@link AuditMapper}. */
final class SqlAudit implements AuditWriter {
    private final SqlScope scope;
    private final AuditMapper mapper;

    SqlAudit(SqlScope scope, AuditMapper mapper) {
        this.scope = scope;
        this.mapper = mapper;
    }

    private AuditMapper mapper() {
        return scope.use(mapper);
    }

    @Override
    public Optional<AuditEntry> find(AuditPlace place) {
        return Optional.ofNullable(mapper().find(scope.workspace(), place.revision(), place.ordinal()));
    }

    @Override
    public List<AuditEntry> page(AuditFilter filter, @Nullable AuditKey after, int limit) {
        long before = filter.before() == null ? Long.MAX_VALUE : Micros.of(filter.before());
        // the earlier of both as the only bound: of two an engine would go through all between them
        return after == null || Micros.of(after.time()) >= before
                ? page(filter, before, 0, 0, limit)
                : page(
                        filter,
                        Micros.of(after.time()),
                        after.place().revision(),
                        after.place().ordinal(),
                        limit);
    }

    private List<AuditEntry> page(AuditFilter filter, long time, long revision, int ordinal, int limit) {
        return filter.equals(AuditFilter.ALL)
                ? mapper().newest(scope.workspace(), time, revision, ordinal, limit)
                : mapper().page(scope.workspace(), AuditRow.of(filter), time, revision, ordinal, limit);
    }

    @Override
    public List<AuditEntry> after(AuditPlace place, int limit) {
        return mapper().after(scope.workspace(), place.revision(), place.ordinal(), limit);
    }

    @Override
    public List<AuditEntry> settled(AuditPlace after, int limit) {
        return mapper().settled(scope.workspace(), after.revision(), after.ordinal(), limit);
    }

    @Override
    public void record(Attribution by, String action, Instant at) {
        scope.requireOpen();
        scope.record(new Recording(by, action, at));
    }
}
