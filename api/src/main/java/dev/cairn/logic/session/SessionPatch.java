package dev.cairn.logic.session;

import dev.cairn.model.JsonObject;
import dev.cairn.model.SessionStatus;
import org.jspecify.annotations.Nullable;

/**
 * What to change about a session; null leaves it as it is.
 *
 * @param status a legal next one (SESS-2)
 * @param metadata merged into the present by RFC 7396
 */
public record SessionPatch(
        @Nullable SessionStatus status, @Nullable JsonObject metadata) {
    public static SessionPatch status(SessionStatus status) {
        return new SessionPatch(status, null);
    }

    public static SessionPatch metadata(JsonObject metadata) {
        return new SessionPatch(null, metadata);
    }
}
