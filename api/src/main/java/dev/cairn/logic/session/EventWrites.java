package dev.cairn.logic.session;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Limits;
import dev.cairn.logic.Prepared;
import dev.cairn.logic.Scope;
import dev.cairn.model.EventHead;
import dev.cairn.model.Ids;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Session;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.WriterLease;
import dev.cairn.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Appending events, with the state that they change, in one transaction (EVENT-3, EVENT-5, STATE-3). */
final class EventWrites {
    /**
     * An event as it will be stored, but for its sequence, and what it does to the state.
     *
     * @param named whether the caller gave its id: only then can it be there already
     * @param timed whether the caller gave its time
     */
    private record Draft(SessionEvent event, StateDelta state, boolean named, boolean timed) {
        SessionEvent at(long sequence) {
            return new SessionEvent(
                    sequence,
                    event.id(),
                    event.type(),
                    event.actor(),
                    event.time(),
                    event.content(),
                    event.state(),
                    event.endsTurn());
        }

        /** Whether this is what was stored; a time that the caller left to us does not count. */
        boolean repeats(SessionEvent stored) {
            return event.type() == stored.type()
                    && event.actor().equals(stored.actor())
                    && event.content().equals(stored.content())
                    && event.state().equals(stored.state())
                    && event.endsTurn() == stored.endsTurn()
                    && (!timed || event.time().equals(stored.time()));
        }
    }

    private EventWrites() {}

    static Prepared<Sessions.Appended> append(Scope scope, String id, List<NewEvent> events, AppendMode mode) {
        Instant now = scope.now();
        Map<String, Draft> drafts = drafts(scope, events, now);
        return tx -> {
            Session session = SessionWrites.require(tx, id);
            SessionRules.requireWritable(session);
            Map<String, SessionEvent> known = repeated(tx, id, drafts);
            List<Draft> fresh = drafts.values().stream()
                    .filter(draft -> !known.containsKey(draft.event().id()))
                    .toList();
            Map<String, Long> sequences = new LinkedHashMap<>();
            drafts.values().forEach(draft -> {
                SessionEvent present = known.getOrDefault(draft.event().id(), draft.event());
                sequences.put(present.id(), present.sequence());
            });
            if (!fresh.isEmpty()) {
                long next = next(tx, id, mode, now);
                List<SessionEvent> appended = new ArrayList<>(fresh.size());
                for (Draft draft : fresh) {
                    sequences.put(draft.event().id(), next);
                    appended.add(draft.at(next++));
                }
                tx.events().append(id, appended);
                StateWrites state = new StateWrites(session);
                fresh.forEach(draft -> {
                    state.add(draft.state());
                    if (draft.event().endsTurn()) {
                        state.endTurn();
                    }
                });
                state.apply(tx, now);
            }
            return new Sessions.Appended(sequences, known.size());
        };
    }

    private static Map<String, Draft> drafts(Scope scope, List<NewEvent> events, Instant now) {
        if (events.isEmpty()) {
            throw new InvalidArgument("events", "must not be empty");
        }
        if (events.size() > Limits.EVENT_BATCH) {
            throw new LimitExceeded("events", Limits.EVENT_BATCH, events.size());
        }
        Map<String, Draft> drafts = new LinkedHashMap<>();
        long size = 0;
        for (int i = 0; i < events.size(); i++) {
            Draft draft = draft(scope, "events[" + i + "].", events.get(i), now);
            size += draft.event().content().text().length()
                    + draft.event().state().text().length();
            if (drafts.put(draft.event().id(), draft) != null) {
                throw new InvalidArgument("events[" + i + "].id", "stands twice");
            }
        }
        if (size > Limits.EVENT_BATCH_TEXT) {
            throw new LimitExceeded("events", Limits.EVENT_BATCH_TEXT, size);
        }
        return drafts;
    }

    private static Draft draft(Scope scope, String place, NewEvent input, Instant now) {
        String id = input.id() == null ? scope.ids().next() : Ids.check(place + "id", input.id());
        if (Inputs.text(place + "actor", input.actor(), Limits.OWNER).isEmpty()) {
            throw new InvalidArgument(place + "actor", "must not be empty");
        }
        JsonObject content = input.content() == null ? JsonObject.EMPTY : input.content();
        if (content.text().length() > Limits.EVENT_CONTENT) {
            throw new LimitExceeded(
                    place + "content", Limits.EVENT_CONTENT, content.text().length());
        }
        StateDelta state = StateDelta.parse(place + "state", input.state());
        SessionEvent event = new SessionEvent(
                0,
                id,
                input.type(),
                input.actor(),
                Inputs.time(place + "time", input.time(), now),
                content,
                input.state() == null ? JsonObject.EMPTY : input.state(),
                input.endsTurn());
        return new Draft(event, state, input.id() != null, input.time() != null);
    }

    /** Those that are there already, the same ones. */
    private static Map<String, SessionEvent> repeated(Transaction tx, String id, Map<String, Draft> drafts) {
        Set<String> named = drafts.values().stream()
                .filter(Draft::named)
                .map(draft -> draft.event().id())
                .collect(Collectors.toSet());
        if (named.isEmpty()) {
            return Map.of();
        }
        Map<String, SessionEvent> known = tx.events().known(id, named);
        known.forEach((event, stored) -> {
            Draft draft = drafts.get(event);
            if (draft == null || !draft.repeats(stored)) {
                throw new AlreadyExists("event", event);
            }
        });
        return known;
    }

    /** The sequence of the next event, where the mode lets it be appended. */
    private static long next(Transaction tx, String id, AppendMode mode, Instant now) {
        EventHead head = SessionWrites.head(tx, id);
        long last = head.lastSequence();
        WriterLease lease = head.lease();
        long token = lease == null ? 0 : lease.token();
        switch (mode) {
            case AppendMode.Leased leased -> {
                if (lease == null || lease.holder() == null || token != leased.token()) {
                    throw new ConditionFailed("lease", id, leased.token(), token);
                }
            }
            case AppendMode.AnyOrder _, AppendMode.Expect _ -> {
                if (lease != null && lease.heldAt(now)) {
                    throw new ConditionFailed("lease", id, 0, token);
                }
                if (mode instanceof AppendMode.Expect(long expected) && expected != last) {
                    throw new ConditionFailed("events", id, expected, last);
                }
            }
        }
        return last + 1;
    }
}
