package dev.cairn.server.http.json;

import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.logic.Limits;
import dev.cairn.logic.memory.NearestQuery;
import dev.cairn.logic.memory.NewMemory;
import dev.cairn.model.Embedding;
import dev.cairn.model.JsonObject;
import dev.cairn.model.KeyPattern;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Namespace;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Memories as clients send them. */
public final class DecodeMemories {
    private static final BigDecimal MICROSECOND = new BigDecimal("0.000001");
    private static final BigDecimal SECONDS = BigDecimal.valueOf(Limits.RETENTION_DAYS * 86_400L);

    private DecodeMemories() {}

    /** @param key null: all of the namespace */
    public record Transfer(Namespace from, @Nullable String key, Namespace to) {}

    /** One of several, with its key. */
    public static NewMemory newMemory(String path, JsonNode node) {
        Fields in = new Fields(path, node);
        MemoryKey id = new MemoryKey(namespace(in, "namespace"), in.required("key", in.text("key")));
        NewMemory memory = rest(in, id, in.number("expectedVersion", 0, Long.MAX_VALUE));
        in.end();
        return memory;
    }

    /** The one that the request names. */
    public static NewMemory newMemory(MemoryKey id, JsonNode body, @Nullable Long expectedVersion) {
        Fields in = new Fields("", body);
        NewMemory memory = rest(in, id, expectedVersion);
        in.end();
        return memory;
    }

    private static NewMemory rest(Fields in, MemoryKey id, @Nullable Long expectedVersion) {
        return new NewMemory(
                id,
                in.required("value", in.take("value")).toString(),
                in.choice("type", MemoryType.class),
                in.object("metadata"),
                in.seconds("ttlSeconds", MICROSECOND, SECONDS),
                embedding(in),
                expectedVersion);
    }

    private static Namespace namespace(Fields in, String member) {
        return Namespace.parse(in.name(member), in.required(member, in.text(member)));
    }

    private static @Nullable Embedding embedding(Fields in) {
        JsonNode array = in.array("embedding");
        if (array == null) {
            return null;
        }
        if (array.size() > Embedding.MAX_DIMENSION) {
            throw new LimitExceeded(in.name("embedding"), Embedding.MAX_DIMENSION, array.size());
        }
        float[] values = new float[array.size()];
        for (int i = 0; i < values.length; i++) {
            JsonNode number = array.get(i);
            if (!number.isNumber()) {
                throw new InvalidArgument(in.name("embedding") + "[" + i + "]", "must be a number");
            }
            // rounded once: by way of a double it could be rounded twice
            values[i] = number.decimalValue().floatValue();
        }
        return Embedding.of(in.name("embedding"), values);
    }

    public static Transfer transfer(JsonNode body) {
        Fields in = new Fields("", body);
        Transfer transfer = new Transfer(namespace(in, "namespace"), in.text("key"), namespace(in, "to"));
        in.end();
        return transfer;
    }

    public static NearestQuery nearest(JsonNode body) {
        Fields in = new Fields("", body);
        Embedding embedding = in.required("embedding", embedding(in));
        String prefix = in.text("prefix");
        MemoryType type = in.choice("type", MemoryType.class);
        Long limit = in.number("limit", 1, Limits.MAX_PAGE);
        in.end();
        return new NearestQuery(
                embedding,
                prefix == null ? Namespace.ROOT : Namespace.parse("prefix", prefix),
                type,
                limit == null ? Limits.DEFAULT_PAGE : Math.toIntExact(limit));
    }

    public static @Nullable KeyPattern pattern(@Nullable String text) {
        return text == null ? null : new KeyPattern(text);
    }

    /** @param json an object of fields and their values; null for none */
    public static Map<String, @Nullable Object> fields(@Nullable String json) {
        return json == null ? Map.of() : JsonObject.parse("fields", json).asMap();
    }
}
