package dev.cairn.server.http.json;

import dev.cairn.error.InvalidArgument;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Wire;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The members of one JSON object, taken one by one; {@link #end} refuses what nobody took. Errors name the path of the
 * member, such as {@code operations[2].execution}. A member that is null counts as missing.
 */
final class Fields {
    private final String path;
    private final JsonNode node;
    private final Set<String> taken = new HashSet<>();

    Fields(String path, JsonNode node) {
        if (!node.isObject()) {
            throw new InvalidArgument(path.isEmpty() ? "body" : path, "must be a JSON object");
        }
        this.path = path;
        this.node = node;
    }

    String name(String member) {
        return path.isEmpty() ? member : path + "." + member;
    }

    @Nullable
    JsonNode take(String member) {
        taken.add(member);
        JsonNode value = node.get(member);
        return value == null || value.isNull() ? null : value;
    }

    void end() {
        for (String member : node.propertyNames()) {
            if (!taken.contains(member)) {
                throw new InvalidArgument(
                        name(member),
                        "is unknown here; there are " + String.join(", ", new java.util.TreeSet<>(taken)));
            }
        }
    }

    <T> T required(String member, @Nullable T value) {
        if (value == null) {
            throw new InvalidArgument(name(member), "is required");
        }
        return value;
    }

    @Nullable
    String text(String member) {
        JsonNode value = take(member);
        return value == null ? null : text(name(member), value);
    }

    private static String text(String name, JsonNode value) {
        if (!value.isString()) {
            throw new InvalidArgument(name, "must be a string");
        }
        return Values.text(name, value.stringValue());
    }

    @Nullable
    Integer integer(String member) {
        Long value = number(member, Integer.MIN_VALUE, Integer.MAX_VALUE);
        return value == null ? null : Math.toIntExact(value);
    }

    @Nullable
    Long number(String member, long min, long max) {
        JsonNode value = take(member);
        if (value == null) {
            return null;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() < min
                || value.longValue() > max) {
            throw new InvalidArgument(name(member), "must be a whole number from " + min + " to " + max);
        }
        return value.longValue();
    }

    @Nullable
    Boolean flag(String member) {
        JsonNode value = take(member);
        if (value != null && !value.isBoolean()) {
            throw new InvalidArgument(name(member), "must be true or false");
        }
        return value == null ? null : value.booleanValue();
    }

    @Nullable
    Duration seconds(String member, BigDecimal min, BigDecimal max) {
        JsonNode value = take(member);
        if (value == null) {
            return null;
        }
        if (!value.isNumber()) {
            throw new InvalidArgument(name(member), "must be a number of seconds");
        }
        return Values.duration(name(member), value.decimalValue(), min, max);
    }

    @Nullable
    Instant time(String member) {
        String value = text(member);
        return value == null ? null : Values.time(name(member), value);
    }

    <E extends Enum<E>> @Nullable E choice(String member, Class<E> type) {
        String value = text(member);
        return value == null ? null : Wire.parse(type, name(member), value);
    }

    @Nullable
    List<String> texts(String member) {
        JsonNode value = array(member);
        if (value == null) {
            return null;
        }
        List<String> texts = new ArrayList<>(value.size());
        for (JsonNode item : value) {
            texts.add(text(name(member) + "[" + texts.size() + "]", item));
        }
        return texts;
    }

    @Nullable
    JsonNode array(String member) {
        JsonNode value = take(member);
        if (value != null && !value.isArray()) {
            throw new InvalidArgument(name(member), "must be an array");
        }
        return value;
    }

    @Nullable
    Map<String, String> textMap(String member) {
        JsonNode value = take(member);
        if (value == null) {
            return null;
        }
        if (!value.isObject()) {
            throw new InvalidArgument(name(member), "must be a JSON object");
        }
        Map<String, String> map = new LinkedHashMap<>();
        value.properties()
                .forEach(entry -> map.put(
                        Values.text(name(member), entry.getKey()),
                        text(name(member) + "." + entry.getKey(), entry.getValue())));
        return map;
    }

    /** Free JSON: checked by the contract's own strict reader, so that it is kept exactly as every backend can hold it. */
    @Nullable
    JsonObject object(String member) {
        JsonNode value = take(member);
        return value == null ? null : JsonObject.parse(name(member), value.toString());
    }

    @Nullable
    Fields fields(String member) {
        JsonNode value = take(member);
        return value == null ? null : new Fields(name(member), value);
    }
}
