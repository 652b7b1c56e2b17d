package dev.cairn.conformance.model;

import dev.cairn.model.EventQuery;
import dev.cairn.model.EventType;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Session;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.SessionFilter;
import dev.cairn.model.SessionStatus;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Random operations on sessions, their events and state. */
final class SessionDraws {
    private final Dice dice;

    SessionDraws(Dice dice) {
        this.dice = dice;
    }

    Session session() {
        return new Session(
                id(),
                dice.pick(Pools.NAMES),
                dice.pick(Pools.NAMES),
                dice.maybe(() -> dice.pick(Pools.NAMES)),
                dice.pick(List.of(SessionStatus.values())),
                metadata(),
                dice.time(),
                dice.time(),
                dice.seldom(dice::time),
                dice.seldom(dice::time),
                1);
    }

    private String id() {
        return dice.pick(Pools.SESSION_IDS);
    }

    private JsonObject metadata() {
        return dice.coin() ? JsonObject.EMPTY : JsonObject.of(Map.of("key", dice.pick(Pools.TEXTS)));
    }

    private SessionEvent event(String id) {
        return new SessionEvent(
                1,
                id,
                dice.pick(List.of(EventType.values())),
                dice.pick(Pools.NAMES),
                dice.time(),
                metadata(),
                metadata(),
                dice.coin());
    }

    private Map<String, @Nullable String> values() {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        dice.some(Pools.STATE_KEYS)
                .forEach(key -> values.put(key, dice.below(4) == 0 ? null : dice.pick(Pools.JSON_VALUES)));
        return values;
    }

    Command command() {
        int kind = dice.below(100);
        if (kind < 12) {
            return new SessionCommands.Insert(session());
        }
        if (kind < 28) {
            return new SessionCommands.Update(session(), dice.stale());
        }
        if (kind < 32) {
            return new SessionCommands.Delete(id());
        }
        if (kind < 62) {
            List<SessionEvent> events =
                    dice.some(Pools.EVENT_IDS).stream().map(this::event).toList();
            return new SessionCommands.Append(id(), events, dice.stale());
        }
        if (kind < 68) {
            return new SessionCommands.Lease(id(), dice.maybe(() -> dice.pick(Pools.NAMES)), dice.time(), dice.stale());
        }
        return kind < 95
                ? new SessionCommands.PutState(dice.pick(Pools.OWNERS), values(), dice.time(), dice.stale())
                : new SessionCommands.ClearState(dice.pick(Pools.OWNERS));
    }

    Operation.Query query() {
        return switch (dice.below(8)) {
            case 0 -> new SessionQueries.Find(id());
            case 1, 2 ->
                new SessionQueries.Page(
                        new SessionFilter(
                                dice.seldom(() -> dice.pick(Pools.NAMES)),
                                dice.seldom(() -> dice.pick(Pools.NAMES)),
                                dice.seldom(() -> dice.pick(Pools.NAMES)),
                                dice.seldom(() -> dice.pick(List.of(SessionStatus.values())))),
                        dice.maybe(() -> dice.key(Pools.SESSION_IDS)),
                        dice.limit());
            case 3 -> new SessionQueries.Head(id());
            case 4 ->
                new SessionQueries.Events(
                        id(),
                        new EventQuery(dice.below(4), dice.coin() ? Long.MAX_VALUE : 1 + dice.below(6), dice.coin()),
                        dice.limit());
            case 5 -> new SessionQueries.Known(id(), dice.some(Pools.EVENT_IDS));
            case 6 -> new SessionQueries.FindStates(dice.pick(Pools.OWNERS), dice.some(Pools.STATE_KEYS));
            default ->
                new SessionQueries.ListState(
                        dice.pick(Pools.OWNERS), dice.maybe(() -> dice.pick(Pools.STATE_KEYS)), dice.limit());
        };
    }
}
