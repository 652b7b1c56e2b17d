package dev.cairn.logic.session;

import dev.cairn.model.EventType;
import dev.cairn.model.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event to append. Null means the default.
 *
 * @param id default: minted; one that the caller gives makes appending again harmless (EVENT-3)
 * @param time default: now
 * @param state scope to key to value, null to remove: {@code {"user": {"theme": "dark"}, "temp": {"draft": null}}} (STATE-3)
 * @param endsTurn true: the state of the turn ends, after {@code state} was applied (STATE-5)
 */
public record NewEvent(
        @Nullable String id,
        EventType type,
        String actor,
        @Nullable Instant time,
        @Nullable JsonObject content,
        @Nullable JsonObject state,
        boolean endsTurn) {

    public static NewEvent message(String actor, JsonObject content) {
        return new NewEvent(null, EventType.MESSAGE, actor, null, content, null, false);
    }

    /** The same with this id. */
    public NewEvent withId(String newId) {
        return new NewEvent(newId, type, actor, time, content, state, endsTurn);
    }

    /** The same, changing state. */
    public NewEvent changing(JsonObject newState) {
        return new NewEvent(id, type, actor, time, content, newState, endsTurn);
    }

    /** The same, as the last of its turn. */
    public NewEvent endingTurn() {
        return new NewEvent(id, type, actor, time, content, state, true);
    }
}
