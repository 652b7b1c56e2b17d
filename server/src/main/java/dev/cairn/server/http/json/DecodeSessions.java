package dev.cairn.server.http.json;

import dev.cairn.logic.session.NewEvent;
import dev.cairn.logic.session.NewSession;
import dev.cairn.logic.session.SessionPatch;
import dev.cairn.model.EventType;
import dev.cairn.model.SessionStatus;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** Sessions, events and state as clients send them. */
public final class DecodeSessions {
    private DecodeSessions() {}

    /** Who wants to be the only one to append, and for how long. */
    public record Lease(String holder, Duration time) {}

    public static NewSession newSession(JsonNode body) {
        Fields in = new Fields("", body);
        NewSession session = new NewSession(
                in.text("id"),
                in.required("app", in.text("app")),
                in.required("user", in.text("user")),
                in.text("project"),
                in.object("state"),
                in.object("metadata"),
                in.time("createdAt"));
        in.end();
        return session;
    }

    public static SessionPatch patch(JsonNode body) {
        Fields in = new Fields("", body);
        SessionPatch patch = new SessionPatch(in.choice("status", SessionStatus.class), in.object("metadata"));
        in.end();
        return patch;
    }

    public static NewEvent newEvent(String path, JsonNode node) {
        Fields in = new Fields(path, node);
        EventType type = in.choice("type", EventType.class);
        Boolean endsTurn = in.flag("endsTurn");
        NewEvent event = new NewEvent(
                in.text("id"),
                type == null ? EventType.MESSAGE : type,
                in.required("actor", in.text("actor")),
                in.time("time"),
                in.object("content"),
                in.object("state"),
                endsTurn != null && endsTurn);
        in.end();
        return event;
    }

    public static Lease lease(JsonNode body) {
        Fields in = new Fields("", body);
        Lease lease = new Lease(in.required("holder", in.text("holder")), Decode.lease(in, "seconds"));
        in.end();
        return lease;
    }

    /** The JSON text of a value. */
    public static String value(JsonNode body) {
        Fields in = new Fields("", body);
        String value = in.required("value", in.take("value")).toString();
        in.end();
        return value;
    }
}
