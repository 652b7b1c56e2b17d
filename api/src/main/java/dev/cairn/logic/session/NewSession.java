package dev.cairn.logic.session;

import dev.cairn.model.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says of a new session; it starts out created. Null means the default.
 *
 * @param id default: minted
 * @param state scope to key to value, as an event's (STATE-3); default: none
 * @param createdAt default: now
 */
public record NewSession(
        @Nullable String id,
        String app,
        String user,
        @Nullable String project,
        @Nullable JsonObject state,
        @Nullable JsonObject metadata,
        @Nullable Instant createdAt) {

    public static NewSession of(String app, String user) {
        return new NewSession(null, app, user, null, null, null, null);
    }

    /** The same with this id. */
    public NewSession withId(String newId) {
        return new NewSession(newId, app, user, project, state, metadata, createdAt);
    }

    /** The same in this project. */
    public NewSession inProject(String name) {
        return new NewSession(id, app, user, name, state, metadata, createdAt);
    }

    /** The same with this state at the start. */
    public NewSession withState(JsonObject initial) {
        return new NewSession(id, app, user, project, initial, metadata, createdAt);
    }
}
