package dev.cairn.conformance.mutant;

import dev.cairn.model.EventHead;
import dev.cairn.model.EventQuery;
import dev.cairn.model.PageKey;
import dev.cairn.model.Session;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.SessionFilter;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.WriterLease;
import dev.cairn.store.EventReader;
import dev.cairn.store.EventWriter;
import dev.cairn.store.SessionReader;
import dev.cairn.store.SessionWriter;
import dev.cairn.store.StateReader;
import dev.cairn.store.StateWriter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The roles of sessions, passed on as {@link ForwardingRoles} passes on others. */
final class ForwardingSessionRoles {
    private ForwardingSessionRoles() {}

    static class Sessions implements SessionWriter {
        final SessionReader right;

        Sessions(SessionReader right) {
            this.right = right;
        }

        @Override
        public Optional<Session> find(String id) {
            return right.find(id);
        }

        @Override
        public List<Session> page(SessionFilter filter, @Nullable PageKey after, int limit) {
            return right.page(filter, after, limit);
        }

        @Override
        public void insert(Session session) {
            ((SessionWriter) right).insert(session);
        }

        @Override
        public void update(Session session, long expectedVersion) {
            ((SessionWriter) right).update(session, expectedVersion);
        }

        @Override
        public void delete(String id) {
            ((SessionWriter) right).delete(id);
        }
    }

    static class Events implements EventWriter {
        final EventReader right;

        Events(EventReader right) {
            this.right = right;
        }

        @Override
        public Optional<EventHead> head(String sessionId) {
            return right.head(sessionId);
        }

        @Override
        public List<SessionEvent> read(String sessionId, EventQuery query, int limit) {
            return right.read(sessionId, query, limit);
        }

        @Override
        public Map<String, SessionEvent> known(String sessionId, Collection<String> eventIds) {
            return right.known(sessionId, eventIds);
        }

        @Override
        public void append(String sessionId, List<SessionEvent> events) {
            ((EventWriter) right).append(sessionId, events);
        }

        @Override
        public void lease(String sessionId, WriterLease lease, long expectedToken) {
            ((EventWriter) right).lease(sessionId, lease, expectedToken);
        }
    }

    static class States implements StateWriter {
        final StateReader right;

        States(StateReader right) {
            this.right = right;
        }

        @Override
        public Optional<StateEntry> find(StateOwner owner, String key) {
            return right.find(owner, key);
        }

        @Override
        public List<StateEntry> list(StateOwner owner, @Nullable String after, int limit) {
            return right.list(owner, after, limit);
        }

        @Override
        public List<StateEntry> find(StateOwner owner, Collection<String> keys) {
            return right.find(owner, keys);
        }

        @Override
        public void put(List<StateEntry> entries) {
            ((StateWriter) right).put(entries);
        }

        @Override
        public int clear(StateOwner owner) {
            return ((StateWriter) right).clear(owner);
        }
    }
}
