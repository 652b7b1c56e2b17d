package dev.cairn.conformance.model;

import dev.cairn.model.EventHead;
import dev.cairn.model.Session;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.WriterLease;
import dev.cairn.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operations that write sessions, their events and state. */
final class SessionCommands {
    private SessionCommands() {}

    record Insert(Session session) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            transaction.sessions().insert(session);
            return null;
        }
    }

    /**
     * Replaces all that can be replaced.
     *
     * @param stale how many versions behind the stored one the expected version is
     */
    record Update(Session to, int stale) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            Optional<Session> stored = transaction.sessions().find(to.id());
            long expected = stored.map(Session::version).orElse(1L) - stale;
            Session base = stored.orElse(to);
            transaction
                    .sessions()
                    .update(
                            new Session(
                                    to.id(),
                                    base.app(),
                                    base.user(),
                                    base.project(),
                                    to.status(),
                                    to.metadata(),
                                    base.createdAt(),
                                    to.updatedAt(),
                                    to.terminatedAt(),
                                    to.archivedAt(),
                                    expected + 1),
                            expected);
            return expected + 1;
        }
    }

    record Delete(String id) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            transaction.sessions().delete(id);
            return null;
        }
    }

    /** @param skipped how far beyond the next sequence the first is */
    record Append(String id, List<SessionEvent> events, int skipped) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            long last =
                    transaction.events().head(id).map(EventHead::lastSequence).orElse(0L) + skipped;
            List<SessionEvent> next = new ArrayList<>();
            for (SessionEvent event : events) {
                next.add(new SessionEvent(
                        last + next.size() + 1,
                        event.id(),
                        event.type(),
                        event.actor(),
                        event.time(),
                        event.content(),
                        event.state(),
                        event.endsTurn()));
            }
            transaction.events().append(id, next);
            return last + next.size();
        }
    }

    record Lease(String id, @Nullable String holder, Instant expiresAt, int stale) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            WriterLease present =
                    transaction.events().head(id).map(EventHead::lease).orElse(null);
            long token = (present == null ? 0 : present.token()) - stale;
            transaction.events().lease(id, new WriterLease(holder, token + 1, expiresAt), token);
            return token + 1;
        }
    }

    /** @param values by key; null removes what has a value, and is passed over where nothing has */
    record PutState(StateOwner owner, Map<String, @Nullable String> values, Instant at, int stale) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            List<StateEntry> entries = new ArrayList<>();
            for (Map.Entry<String, @Nullable String> value : values.entrySet()) {
                Optional<StateEntry> stored = transaction.state().find(owner, value.getKey());
                if (value.getValue() != null || stored.map(StateEntry::value).isPresent()) {
                    long version = stored.map(StateEntry::version).orElse(0L) + 1 - stale;
                    entries.add(new StateEntry(owner, value.getKey(), value.getValue(), at, version));
                }
            }
            if (!entries.isEmpty() && entries.stream().allMatch(entry -> entry.version() > 0)) {
                transaction.state().put(entries);
            }
            return entries;
        }
    }

    record ClearState(StateOwner owner) implements Command {
        @Override
        public @Nullable Object run(Transaction transaction) {
            return transaction.state().clear(owner);
        }
    }
}
