package dev.cairn.server.http;

import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.Limits;
import dev.cairn.logic.PageRequest;
import dev.cairn.model.Wire;
import dev.cairn.server.http.json.Values;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Query parameters. What the operation does not know, or knows only once, is refused by name. */
public final class Query {
    private final Map<String, List<String>> values;

    private Query(Map<String, List<String>> values) {
        this.values = values;
    }

    /** @param known by name; true: may be repeated */
    static Query parse(String raw, Map<String, Boolean> known) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (String pair : raw.isEmpty() ? new String[0] : raw.split("&", -1)) {
            if (pair.isEmpty()) {
                continue;
            }
            int equals = pair.indexOf('=');
            String name = Percent.decode("query", equals < 0 ? pair : pair.substring(0, equals), true);
            Boolean repeated = known.get(name);
            if (repeated == null) {
                throw new InvalidArgument(
                        name,
                        known.isEmpty()
                                ? "is not a parameter; this operation has none"
                                : "is not a parameter; there are " + String.join(", ", known.keySet()));
            }
            List<String> list = values.computeIfAbsent(name, key -> new ArrayList<>());
            if (!list.isEmpty() && !repeated) {
                throw new InvalidArgument(name, "must be given once");
            }
            list.add(Percent.decode(name, equals < 0 ? "" : pair.substring(equals + 1), true));
        }
        return new Query(values);
    }

    public @Nullable String text(String name) {
        List<String> list = values.get(name);
        return list == null ? null : Values.text(name, list.getFirst());
    }

    public List<String> texts(String name) {
        return values.getOrDefault(name, List.of()).stream()
                .map(text -> Values.text(name, text))
                .toList();
    }

    public boolean has(String name) {
        return values.containsKey(name);
    }

    public @Nullable Long number(String name, long min, long max) {
        String text = text(name);
        if (text == null) {
            return null;
        }
        try {
            long value = Long.parseLong(text);
            if (value >= min && value <= max) {
                return value;
            }
        } catch (NumberFormatException e) {
            // the same answer as for a number out of range
        }
        throw new InvalidArgument(name, "must be a whole number from " + min + " to " + max);
    }

    public @Nullable Integer integer(String name, int min, int max) {
        Long value = number(name, min, max);
        return value == null ? null : Math.toIntExact(value);
    }

    public <E extends Enum<E>> @Nullable E choice(String name, Class<E> type) {
        String text = text(name);
        return text == null ? null : Wire.parse(type, name, text);
    }

    public @Nullable Boolean flag(String name) {
        String text = text(name);
        return switch (text) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidArgument(name, "must be true or false");
        };
    }

    public @Nullable Instant time(String name) {
        String text = text(name);
        return text == null ? null : Values.time(name, text);
    }

    public int limit() {
        Integer limit = integer("limit", 1, Limits.MAX_PAGE);
        return limit == null ? Limits.DEFAULT_PAGE : limit;
    }

    public PageRequest page() {
        PageRequest.TotalMode total = choice("total", PageRequest.TotalMode.class);
        return new PageRequest(limit(), text("cursor"), total == null ? PageRequest.TotalMode.NONE : total);
    }
}
