package dev.cairn.model;

import dev.cairn.error.InvalidArgument;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object as compact text: well-formed, keys in the order given and distinct. Two are equal when their texts are.
 */
public final class JsonObject {
    public static final JsonObject EMPTY = new JsonObject("{}");

    private final String text;

    private JsonObject(String text) {
        this.text = text;
    }

    /** @throws InvalidArgument naming {@code field} when the text is not one JSON object (RFC 8259) */
    public static JsonObject parse(String field, String text) {
        Object value = Json.parse(field, text);
        if (!(value instanceof Map<?, ?> map)) {
            throw new InvalidArgument(field, "must be a JSON object");
        }
        return of(map);
    }

    /** Takes text that {@link #text()} gave out before, unchecked: for backends that read it back. */
    public static JsonObject trusted(String text) {
        return text.equals("{}") ? EMPTY : new JsonObject(text);
    }

    /** @throws InvalidArgument when a value is not a string, number, boolean, null, list or map of these */
    public static JsonObject of(Map<?, ?> map) {
        return map.isEmpty() ? EMPTY : new JsonObject(Json.write(map));
    }

    public String text() {
        return text;
    }

    /** The members, in order: String, Long, BigDecimal, Boolean, null, List and Map values. */
    @SuppressWarnings("unchecked")
    public Map<String, @Nullable Object> asMap() {
        return (Map<String, @Nullable Object>) java.util.Objects.requireNonNull(Json.parse("json", text));
    }

    /** This object with {@code patch} merged into it by RFC 7396: null removes a member, objects merge, all else replaces. */
    public JsonObject merge(JsonObject patch) {
        return patch.equals(EMPTY) ? this : of(merge(asMap(), patch.asMap()));
    }

    private static Map<String, @Nullable Object> merge(@Nullable Object target, Map<?, ?> patch) {
        Map<String, @Nullable Object> merged = new LinkedHashMap<>();
        if (target instanceof Map<?, ?> members) {
            members.forEach((key, value) -> merged.put((String) key, value));
        }
        patch.forEach((key, value) -> {
            String name = (String) key;
            if (value == null) {
                merged.remove(name);
            } else if (value instanceof Map<?, ?> nested) {
                merged.put(name, merge(merged.get(name), nested));
            } else {
                merged.put(name, value);
            }
        });
        return merged;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof JsonObject that && that.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
