package dev.cairn.logic.session;

import dev.cairn.error.IllegalTransition;
import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Limits;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Session;
import dev.cairn.model.SessionStatus;
import dev.cairn.model.Wire;
import java.time.Instant;

/** What a session may become (SESS-2). Pure functions. */
final class SessionRules {
    private SessionRules() {}

    static Session created(NewSession input, String id, Instant now) {
        return new Session(
                id,
                named("app", input.app()),
                named("user", input.user()),
                input.project() == null ? null : named("project", input.project()),
                SessionStatus.CREATED,
                Inputs.metadata(input.metadata()),
                Inputs.time("createdAt", input.createdAt(), now),
                now,
                null,
                null,
                1);
    }

    private static String named(String field, String value) {
        if (Inputs.text(field, value, Limits.OWNER).isEmpty()) {
            throw new InvalidArgument(field, "must not be empty");
        }
        return value;
    }

    /** The same session with the same version where the patch changes nothing. */
    static Session patched(Session present, SessionPatch patch, Instant now) {
        SessionStatus status = patch.status() == null ? present.status() : patch.status();
        if (status != present.status() && !follows(present.status(), status)) {
            throw illegal(present, status);
        }
        JsonObject metadata = present.metadata();
        if (patch.metadata() != null) {
            metadata = Inputs.metadata(metadata.merge(patch.metadata()));
        }
        if (status == present.status() && metadata.equals(present.metadata())) {
            return present;
        }
        if (present.status() == SessionStatus.ARCHIVED) {
            throw illegal(present, status);
        }
        return new Session(
                present.id(),
                present.app(),
                present.user(),
                present.project(),
                status,
                metadata,
                present.createdAt(),
                now,
                status == SessionStatus.TERMINATED && present.terminatedAt() == null ? now : present.terminatedAt(),
                status == SessionStatus.ARCHIVED ? now : present.archivedAt(),
                present.version() + 1);
    }

    static boolean follows(SessionStatus from, SessionStatus to) {
        return switch (from) {
            case CREATED, PAUSED -> to == SessionStatus.ACTIVE || to == SessionStatus.TERMINATED;
            case ACTIVE -> to == SessionStatus.PAUSED || to == SessionStatus.TERMINATED;
            case TERMINATED -> to == SessionStatus.ARCHIVED;
            case ARCHIVED -> false;
        };
    }

    /** An archived session takes nothing more. */
    static void requireWritable(Session session) {
        if (session.status() == SessionStatus.ARCHIVED) {
            throw illegal(session, SessionStatus.ACTIVE);
        }
    }

    /** A session that is over has no state of its own any more. */
    static void requireOpen(Session session) {
        if (session.status() == SessionStatus.TERMINATED || session.status() == SessionStatus.ARCHIVED) {
            throw illegal(session, SessionStatus.ACTIVE);
        }
    }

    private static IllegalTransition illegal(Session session, SessionStatus to) {
        return new IllegalTransition("session", session.id(), Wire.name(session.status()), Wire.name(to));
    }
}
