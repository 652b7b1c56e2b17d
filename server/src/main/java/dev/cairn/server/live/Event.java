package dev.cairn.server.live;

import dev.cairn.server.http.json.JsonIo;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** One message to followers, encoded once for each way in which it is sent, however many they are. */
final class Event {
    private final String name;
    private final @Nullable String id;
    private final String data;
    private final boolean last;
    private volatile byte @Nullable [] sse;
    private volatile @Nullable String json;

    private Event(String name, @Nullable String id, String data, boolean last) {
        this.name = name;
        this.id = id;
        this.data = data;
        this.last = last;
    }

    String name() {
        return name;
    }

    /** Whether the connection ends with it. */
    boolean last() {
        return last;
    }

    /**
     * @param id where to resume after it; null: none; empty: forget the last one
     * @param data one line of JSON
     */
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

    /** As one server-sent event. Shared: not to be changed. */
    byte[] sse() {
        byte[] encoded = sse;
        if (encoded == null) {
            String head = (id == null ? "" : "id: " + id + "\n") + "event: " + name + "\ndata: ";
            encoded = (head + data + "\n\n").getBytes(StandardCharsets.UTF_8);
            sse = encoded;
        }
        return encoded;
    }

    /** As one WebSocket message; {@code data} is JSON already. */
    String json() {
        String encoded = json;
        if (encoded == null) {
            encoded = JsonIo.text(out -> {
                out.writeStartObject();
                out.writeStringProperty("event", name);
                out.writeStringProperty("id", id);
                out.writeName("data");
                out.writeRawValue(data);
                out.writeEndObject();
            });
            json = encoded;
        }
        return encoded;
    }
}
