package dev.cairn.server.http.json;

import dev.cairn.model.Embedding;
import dev.cairn.model.Memory;
import dev.cairn.model.NamespaceCount;
import dev.cairn.model.ScoredMemory;
import dev.cairn.model.Wire;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Memories as clients get them. */
public final class EncodeMemories {
    private EncodeMemories() {}

    /** Without the embedding, of which lists tell the dimension only. */
    public static void memory(JsonGenerator out, Memory memory) {
        out.writeStartObject();
        members(out, memory);
        out.writeEndObject();
    }

    /** With its embedding. */
    public static void whole(JsonGenerator out, Memory memory) {
        out.writeStartObject();
        members(out, memory);
        if (memory.embedding() != null) {
            out.writeArrayPropertyStart("embedding");
            for (float value : memory.embedding().values()) {
                out.writeNumber(value);
            }
            out.writeEndArray();
        }
        out.writeEndObject();
    }

    private static void members(JsonGenerator out, Memory memory) {
        out.writeStringProperty("namespace", memory.id().namespace().path());
        out.writeStringProperty("key", memory.id().key());
        out.writeNumberProperty("version", memory.version());
        out.writeStringProperty("type", Wire.name(memory.type()));
        out.writeBooleanProperty("deleted", memory.deleted());
        Encode.raw(out, "value", memory.value() == null ? "null" : memory.value());
        Encode.raw(out, "metadata", memory.metadata().text());
        Encode.time(out, "createdAt", memory.createdAt());
        Encode.time(out, "updatedAt", memory.updatedAt());
        Encode.time(out, "expiresAt", memory.expiresAt());
        Embedding embedding = memory.embedding();
        out.writeNumberProperty("dimension", embedding == null ? 0 : embedding.dimension());
    }

    public static void scored(JsonGenerator out, ScoredMemory scored) {
        out.writeStartObject();
        out.writeNumberProperty("score", scored.score());
        out.writeName("memory");
        memory(out, scored.memory());
        out.writeEndObject();
    }

    public static void namespace(JsonGenerator out, NamespaceCount count) {
        out.writeStartObject();
        out.writeStringProperty("namespace", count.namespace().path());
        out.writeNumberProperty("count", count.count());
        out.writeEndObject();
    }

    public static void versions(JsonGenerator out, List<Memory> memories) {
        out.writeStartObject();
        Encode.list(out, "items", memories, (json, memory) -> {
            json.writeStartObject();
            json.writeStringProperty("namespace", memory.id().namespace().path());
            json.writeStringProperty("key", memory.id().key());
            json.writeNumberProperty("version", memory.version());
            json.writeEndObject();
        });
        out.writeEndObject();
    }
}
