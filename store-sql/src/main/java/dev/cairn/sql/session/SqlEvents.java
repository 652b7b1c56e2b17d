package dev.cairn.sql.session;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.model.EntityKind;
import dev.cairn.model.EventHead;
import dev.cairn.model.EventQuery;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.WriterLease;
import dev.cairn.sql.base.Chunks;
import dev.cairn.sql.base.JsonArray;
import dev.cairn.sql.base.Micros;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.EventWriter;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events over {@link EventMapper}. */
final class SqlEvents implements EventWriter {
    private final SqlScope scope;
    private final EventMapper mapper;

    SqlEvents(SqlScope scope, EventMapper mapper) {
        this.scope = scope;
        this.mapper = mapper;
    }

    private EventMapper mapper() {
        return scope.use(mapper);
    }

    @Override
    public Optional<EventHead> head(String sessionId) {
        return Optional.ofNullable(mapper().head(scope.workspace(), sessionId));
    }

    private EventHead require(String sessionId) {
        return head(sessionId).orElseThrow(() -> new NotFound("session", sessionId));
    }

    @Override
    public List<SessionEvent> read(String sessionId, EventQuery query, int limit) {
        return query.backward()
                ? mapper().backward(scope.workspace(), sessionId, query.after(), query.before(), limit)
                : mapper().forward(scope.workspace(), sessionId, query.after(), query.before(), limit);
    }

    @Override
    public Map<String, SessionEvent> known(String sessionId, Collection<String> eventIds) {
        Map<String, SessionEvent> known = new HashMap<>();
        mapper().known(scope.workspace(), sessionId, JsonArray.of(eventIds))
                .forEach(event -> known.put(event.id(), event));
        return known;
    }

    @Override
    public void append(String sessionId, List<SessionEvent> events) {
        long expected = events.getFirst().sequence() - 1;
        long last = events.getLast().sequence();
        if (mapper().advance(scope.workspace(), sessionId, expected, last) == 0) {
            throw new ConditionFailed(
                    "events", sessionId, expected, require(sessionId).lastSequence());
        }
        if (insert(sessionId, expected, events) < events.size()) {
            mapper().deleteAfter(scope.workspace(), sessionId, expected);
            mapper().retreat(scope.workspace(), sessionId, expected);
            throw new AlreadyExists("event", taken(sessionId, events));
        }
        scope.changes().put(EntityKind.EVENT, sessionId, sessionId, last);
    }

    /** How many were new. */
    private int insert(String sessionId, long expected, List<SessionEvent> events) {
        if (events.size() == 1) {
            return mapper().insert(scope.workspace(), sessionId, EventRow.of(events.getFirst()));
        }
        int[] inserted = {0};
        Chunks.forEach(
                events,
                some -> inserted[0] += mapper().insertAll(
                                scope.workspace(),
                                sessionId,
                                expected,
                                some.stream().map(EventRow::of).toList()));
        return inserted[0];
    }

    /** The id that the session has already, or that is among the events twice. */
    private String taken(String sessionId, List<SessionEvent> events) {
        List<String> ids = events.stream().map(SessionEvent::id).toList();
        Map<String, SessionEvent> known = known(sessionId, ids);
        return ids.stream()
                .filter(id -> known.containsKey(id) || Collections.frequency(ids, id) > 1)
                .findFirst()
                .orElse(ids.getFirst());
    }

    @Override
    public void lease(String sessionId, WriterLease lease, long expectedToken) {
        int replaced = mapper().lease(
                        scope.workspace(),
                        sessionId,
                        lease.holder(),
                        lease.token(),
                        Micros.of(lease.expiresAt()),
                        expectedToken);
        if (replaced == 0) {
            WriterLease present = require(sessionId).lease();
            throw new ConditionFailed("lease", sessionId, expectedToken, present == null ? 0 : present.token());
        }
    }
}
