package dev.cairn.conformance.model;

import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.error.StoreException;
import dev.cairn.model.EntityKind;
import dev.cairn.model.EventHead;
import dev.cairn.model.EventQuery;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.WriterLease;
import dev.cairn.store.EventWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events of the reference model. */
final class ModelEvents implements EventWriter {
    private final ReferenceModel model;

    ModelEvents(ReferenceModel model) {
        this.model = model;
    }

    private List<SessionEvent> of(String sessionId) {
        return model.events.getOrDefault(sessionId, List.of());
    }

    @Override
    public Optional<EventHead> head(String sessionId) {
        return model.sessions.containsKey(sessionId)
                ? Optional.of(new EventHead(of(sessionId).size(), model.writers.get(sessionId)))
                : Optional.empty();
    }

    @Override
    public List<SessionEvent> read(String sessionId, EventQuery query, int limit) {
        List<SessionEvent> events = of(sessionId);
        return (query.backward() ? events.reversed() : events)
                .stream()
                        .filter(event -> event.sequence() > query.after() && event.sequence() < query.before())
                        .limit(limit)
                        .toList();
    }

    @Override
    public Map<String, SessionEvent> known(String sessionId, Collection<String> eventIds) {
        Map<String, SessionEvent> known = new HashMap<>();
        for (SessionEvent event : of(sessionId)) {
            if (eventIds.contains(event.id())) {
                known.put(event.id(), event);
            }
        }
        return known;
    }

    private EventHead require(String sessionId) {
        return head(sessionId).orElseThrow(() -> new NotFound("session", sessionId));
    }

    @Override
    public void append(String sessionId, List<SessionEvent> events) {
        List<StoreException> wrong = new ArrayList<>();
        long last = require(sessionId).lastSequence();
        long expected = events.getFirst().sequence() - 1;
        if (last != expected) {
            wrong.add(new ConditionFailed("events", sessionId, expected, last));
        }
        for (SessionEvent event : events) {
            if (of(sessionId).stream().anyMatch(stored -> stored.id().equals(event.id()))) {
                wrong.add(ReferenceModel.taken("event", event.id()));
            }
        }
        ReferenceModel.refuse(wrong);
        List<SessionEvent> all = new ArrayList<>(of(sessionId));
        all.addAll(events);
        model.events.put(sessionId, all);
        model.put(EntityKind.EVENT, sessionId, sessionId, all.size());
    }

    @Override
    public void lease(String sessionId, WriterLease lease, long expectedToken) {
        WriterLease present = require(sessionId).lease();
        long token = present == null ? 0 : present.token();
        if (token != expectedToken) {
            throw new ConditionFailed("lease", sessionId, expectedToken, token);
        }
        model.writers.put(sessionId, lease);
    }
}
