package dev.cairn.conformance.model;

import dev.cairn.model.BlobRef;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.Ids;
import dev.cairn.model.Json;
import dev.cairn.model.JsonObject;
import dev.cairn.model.LogQuery;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Short text of records for people: what is absent, empty, zero or a default is left out. */
final class Show {
    private Show() {}

    static String of(@Nullable Object value) {
        if (ExecutionFilter.ALL.equals(value) || LogQuery.ALL.equals(value)) {
            return "all";
        }
        return switch (value) {
            case null -> "null";
            case Optional<?> optional -> optional.map(Show::of).orElse("nothing");
            case Collection<?> items -> items.stream().map(Show::of).collect(Collectors.joining(", ", "[", "]"));
            case Instant time -> time(time);
            case BlobRef ref -> "content:" + ref.sha256().substring(0, 6);
            case String text -> text(text);
            case Record data -> components(data);
            default -> value.toString();
        };
    }

    /** As microseconds after the first moment of a script: {@code T+1000}. */
    private static String time(Instant time) {
        long micros = ChronoUnit.MICROS.between(Pools.T0, time);
        boolean exact = Pools.T0.plus(micros, ChronoUnit.MICROS).equals(time) && micros >= 0;
        return exact && time.isBefore(Pools.LATEST) ? "T+" + micros : time.toString();
    }

    private static String text(String text) {
        boolean plain = !text.isEmpty() && text.chars().allMatch(c -> c > ' ' && c < 127 && c != '"');
        return plain && text.length() <= Ids.MAX_LENGTH ? text : Json.write(text);
    }

    private static String components(Record data) {
        List<String> shown = new ArrayList<>();
        for (RecordComponent component : data.getClass().getRecordComponents()) {
            Object value = valueOf(data, component);
            if (!isDefault(value)) {
                shown.add(component.getName() + "=" + of(value));
            }
        }
        return data.getClass().getSimpleName() + "(" + String.join(", ", shown) + ")";
    }

    private static boolean isDefault(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case Collection<?> items -> items.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            case String text -> text.isEmpty();
            case Number number -> number.longValue() == 0 || number.longValue() == Long.MAX_VALUE;
            case Boolean flag -> !flag;
            case JsonObject json -> json.equals(JsonObject.EMPTY);
            default -> false;
        };
    }

    private static @Nullable Object valueOf(Record data, RecordComponent component) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(data);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(component + " cannot be read", e);
        }
    }
}
