package dev.cairn.memory.session;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.memory.base.MemoryScope;
import dev.cairn.memory.base.Weight;
import dev.cairn.model.EntityKind;
import dev.cairn.model.EventHead;
import dev.cairn.model.EventQuery;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.WriterLease;
import dev.cairn.store.EventWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events, by session. */
final class MemoryEvents implements EventWriter {
    private final MemoryScope scope;
    private final SessionTables tables;

    MemoryEvents(MemoryScope scope, SessionTables tables) {
        this.scope = scope;
        this.tables = tables;
    }

    private SessionTables tables() {
        return scope.use(tables);
    }

    private Events events(String sessionId) {
        return tables().events.getOrDefault(sessionId, Events.NONE);
    }

    @Override
    public Optional<EventHead> head(String sessionId) {
        SessionTables tables = tables();
        return tables.sessions.containsKey(sessionId)
                ? Optional.of(new EventHead(events(sessionId).last(), tables.writers.get(sessionId)))
                : Optional.empty();
    }

    @Override
    public List<SessionEvent> read(String sessionId, EventQuery query, int limit) {
        return events(sessionId).read(query, limit);
    }

    @Override
    public Map<String, SessionEvent> known(String sessionId, Collection<String> eventIds) {
        Events events = events(sessionId);
        Map<String, SessionEvent> known = new HashMap<>();
        for (String id : eventIds) {
            SessionEvent event = events.byId().get(id);
            if (event != null) {
                known.put(id, event);
            }
        }
        return known;
    }

    @Override
    public void append(String sessionId, List<SessionEvent> events) {
        tables().require(sessionId);
        SessionTables tables = tables();
        Events present = events(sessionId);
        if (events.getFirst().sequence() != present.last() + 1) {
            throw new ConditionFailed("events", sessionId, events.getFirst().sequence() - 1, present.last());
        }
        for (SessionEvent event : events) {
            if (present.byId().containsKey(event.id())) {
                throw new AlreadyExists("event", event.id());
            }
        }
        Events next = present.append(events);
        tables.events = tables.events.plus(sessionId, next);
        tables.bytes += next.bytes() - present.bytes();
        scope.changes().put(EntityKind.EVENT, sessionId, sessionId, next.last());
    }

    @Override
    public void lease(String sessionId, WriterLease lease, long expectedToken) {
        tables().require(sessionId);
        SessionTables tables = tables();
        WriterLease present = tables.writers.get(sessionId);
        long token = present == null ? 0 : present.token();
        if (token != expectedToken) {
            throw new ConditionFailed("lease", sessionId, expectedToken, token);
        }
        tables.writers = tables.writers.plus(sessionId, lease);
        tables.bytes += present == null ? Weight.LEASE : 0;
    }
}
