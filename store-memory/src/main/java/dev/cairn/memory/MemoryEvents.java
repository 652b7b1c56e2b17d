package dev.cairn.memory;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
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
    private final Roles roles;

    MemoryEvents(Roles roles) {
        this.roles = roles;
    }

    private Events events(String sessionId) {
        return roles.tables().events.getOrDefault(sessionId, Events.NONE);
    }

    @Override
    public Optional<EventHead> head(String sessionId) {
        Tables tables = roles.tables();
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
        roles.requireSession(sessionId);
        Tables tables = roles.tables();
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
        roles.changes().put(EntityKind.EVENT, sessionId, sessionId, next.last());
    }

    @Override
    public void lease(String sessionId, WriterLease lease, long expectedToken) {
        roles.requireSession(sessionId);
        Tables tables = roles.tables();
        WriterLease present = tables.writers.get(sessionId);
        long token = present == null ? 0 : present.token();
        if (token != expectedToken) {
            throw new ConditionFailed("lease", sessionId, expectedToken, token);
        }
        tables.writers = tables.writers.plus(sessionId, lease);
        tables.bytes += present == null ? Weight.LEASE : 0;
    }
}
