package dev.cairn.server.http.json;

import dev.cairn.logic.session.Sessions;
import dev.cairn.model.Session;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.StateEntry;
import dev.cairn.model.Wire;
import dev.cairn.model.WriterLease;
import tools.jackson.core.JsonGenerator;

/** Sessions, events and state as clients get them. */
public final class EncodeSessions {
    private EncodeSessions() {}

    public static void session(JsonGenerator out, Session session) {
        out.writeStartObject();
        out.writeStringProperty("id", session.id());
        out.writeStringProperty("app", session.app());
        out.writeStringProperty("user", session.user());
        out.writeStringProperty("project", session.project());
        out.writeStringProperty("status", Wire.name(session.status()));
        Encode.raw(out, "metadata", session.metadata().text());
        Encode.time(out, "createdAt", session.createdAt());
        Encode.time(out, "updatedAt", session.updatedAt());
        Encode.time(out, "terminatedAt", session.terminatedAt());
        Encode.time(out, "archivedAt", session.archivedAt());
        out.writeNumberProperty("version", session.version());
        out.writeEndObject();
    }

    public static void event(JsonGenerator out, SessionEvent event) {
        out.writeStartObject();
        out.writeNumberProperty("sequence", event.sequence());
        out.writeStringProperty("id", event.id());
        out.writeStringProperty("type", Wire.name(event.type()));
        out.writeStringProperty("actor", event.actor());
        Encode.time(out, "time", event.time());
        Encode.raw(out, "content", event.content().text());
        Encode.raw(out, "state", event.state().text());
        out.writeBooleanProperty("endsTurn", event.endsTurn());
        out.writeEndObject();
    }

    public static void appended(JsonGenerator out, Sessions.Appended appended) {
        out.writeStartObject();
        out.writeArrayPropertyStart("events");
        appended.sequences().forEach((id, sequence) -> {
            out.writeStartObject();
            out.writeStringProperty("id", id);
            out.writeNumberProperty("sequence", sequence);
            out.writeEndObject();
        });
        out.writeEndArray();
        out.writeNumberProperty("repeated", appended.repeated());
        out.writeEndObject();
    }

    public static void lease(JsonGenerator out, WriterLease lease) {
        out.writeStartObject();
        out.writeStringProperty("holder", lease.holder());
        out.writeNumberProperty("token", lease.token());
        Encode.time(out, "expiresAt", lease.expiresAt());
        out.writeEndObject();
    }

    public static void state(JsonGenerator out, StateEntry entry) {
        out.writeStartObject();
        out.writeStringProperty("scope", Wire.name(entry.owner().scope()));
        out.writeStringProperty("owner", entry.owner().name());
        out.writeStringProperty("key", entry.key());
        Encode.raw(out, "value", entry.value() == null ? "null" : entry.value());
        Encode.time(out, "updatedAt", entry.updatedAt());
        out.writeNumberProperty("version", entry.version());
        out.writeEndObject();
    }
}
