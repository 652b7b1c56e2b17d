package dev.cairn.sql.session;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.model.EntityKind;
import dev.cairn.model.PageKey;
import dev.cairn.model.Session;
import dev.cairn.model.SessionFilter;
import dev.cairn.model.Wire;
import dev.cairn.sql.base.Micros;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.SessionWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sessions over {@link SessionMapper}. */
final class SqlSessions implements SessionWriter {
    private final SqlScope scope;
    private final SessionMapper mapper;
    private final EventMapper events;

    SqlSessions(SqlScope scope, SessionMapper mapper, EventMapper events) {
        this.scope = scope;
        this.mapper = mapper;
        this.events = events;
    }

    private SessionMapper mapper() {
        return scope.use(mapper);
    }

    @Override
    public Optional<Session> find(String id) {
        return Optional.ofNullable(mapper().find(scope.workspace(), id));
    }

    @Override
    public List<Session> page(SessionFilter filter, @Nullable PageKey after, int limit) {
        long time = after == null ? Long.MAX_VALUE : Micros.of(after.time());
        String id = after == null ? "" : after.id();
        if (filter.equals(SessionFilter.ALL)) {
            return mapper().newest(scope.workspace(), time, id, limit);
        }
        String status = filter.status() == null ? null : Wire.name(filter.status());
        return mapper().page(scope.workspace(), filter, status, time, id, limit);
    }

    @Override
    public void insert(Session session) {
        if (mapper().insert(SessionRow.of(scope.workspace(), session, 0)) == 0) {
            throw new AlreadyExists("session", session.id());
        }
        mapper().insertHead(scope.workspace(), session.id());
        changed(session);
    }

    @Override
    public void update(Session session, long expectedVersion) {
        if (mapper().update(SessionRow.of(scope.workspace(), session, expectedVersion)) == 0) {
            throw new ConditionFailed("session", session.id(), expectedVersion, version(session.id()));
        }
        changed(session);
    }

    private void changed(Session session) {
        scope.changes().put(EntityKind.SESSION, session.id(), session.id(), session.version());
    }

    private long version(String id) {
        Long version = mapper().version(scope.workspace(), id);
        if (version == null) {
            throw new NotFound("session", id);
        }
        return version;
    }

    @Override
    public void delete(String id) {
        long version = version(id);
        events.deleteAll(scope.workspace(), id);
        mapper().deleteHead(scope.workspace(), id);
        mapper().delete(scope.workspace(), id);
        scope.changes().delete(EntityKind.SESSION, id, id, version);
    }
}
