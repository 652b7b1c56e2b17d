package dev.cairn.server.live;

import dev.cairn.server.http.json.JsonIo;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * One message to a follower.
 *
 * @param id where to resume after it; null: none; empty: forget the last one
 * @param data one line of JSON
 * @param last whether the connection ends with it
 */
record Event(String name, @Nullable String id, String data, boolean last) {
    static Event of(String name, String id, Consumer<JsonGenerator> data) {
        return new Event(name, id, JsonIo.text(data), false);
    }

    /** Nothing follows. */
    static Event end(Consumer<JsonGenerator> data) {
        return new Event("end", null, JsonIo.text(data), true);
    }

    static Event end(String reason) {
        return end(out -> {
            out.writeStartObject();
            out.writeStringProperty("reason", reason);
            out.writeEndObject();
        });
    }

    /** Take a new snapshot; the empty id keeps a browser from asking for the old position for ever. */
    static Event resync(String reason) {
        return new Event(
                "resync",
                "",
                JsonIo.text(out -> {
                    out.writeStartObject();
                    out.writeStringProperty("reason", reason);
                    out.writeEndObject();
                }),
                true);
    }

    /** As one server-sent event. */
    String sse() {
        StringBuilder text = new StringBuilder(data.length() + 80);
        if (id != null) {
            text.append("id: ").append(id).append('\n');
        }
        return text.append("event: ")
                .append(name)
                .append("\ndata: ")
                .append(data)
                .append("\n\n")
                .toString();
    }

    /** As one WebSocket message; {@code data} is JSON already. */
    String json() {
        return JsonIo.text(out -> {
            out.writeStartObject();
            out.writeStringProperty("event", name);
            out.writeStringProperty("id", id);
            out.writeName("data");
            out.writeRawValue(data);
            out.writeEndObject();
        });
    }
}
