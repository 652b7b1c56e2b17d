package dev.cairn.server.cli;

import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.Limits;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Texts;
import dev.cairn.server.run.MarkerValues;
import dev.cairn.spi.StoreSettings;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Checks of what was typed, before anything is done: a server that is away cannot refuse it. */
public final class Given {
    private Given() {}

    /** Such as {@code 250ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 7d}; more than nothing. */
    public static Duration duration(String option, String value) {
        Duration duration = StoreSettings.of("", Map.of(option, value)).duration(option);
        if (duration.isNegative() || duration.isZero()) {
            throw new InvalidArgument(option, "must be more than nothing, is " + value);
        }
        return duration;
    }

    /** Such as {@code 512m}; not negative. */
    public static long bytes(String option, String value) {
        long bytes = StoreSettings.of("", Map.of(option, value)).bytes(option);
        if (bytes < 0) {
            throw new InvalidArgument(option, "must not be negative");
        }
        return bytes;
    }

    /** A time such as {@code 2026-01-31T12:00:00Z}, or how long ago, such as {@code 2h}. */
    public static Instant since(String option, String value) {
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException e) {
            try {
                return Instant.now().minus(duration(option, value));
            } catch (InvalidArgument notOne) {
                throw new InvalidArgument(
                        option,
                        "must be a time such as 2026-01-31T12:00:00Z or an age such as 2h, is \"" + value + "\"");
            }
        }
    }

    /** 1 to {@code max} characters, or null where nothing was given. */
    public static @Nullable String text(String option, @Nullable String value, int max) {
        if (value == null) {
            return null;
        }
        if (value.isEmpty() || value.length() > max || Texts.unpairedSurrogate(value) >= 0) {
            throw new InvalidArgument(option, "must have 1 to " + max + " characters");
        }
        return value;
    }

    /** Each as {@link #text}, and not too many. */
    public static List<String> tags(List<String> tags) {
        if (tags.size() > Limits.TAGS) {
            throw new InvalidArgument("tag", "may be given " + Limits.TAGS + " times at most");
        }
        tags.forEach(tag -> text("tag", tag, Limits.TAG));
        return tags;
    }

    /** Numbers and truth values become such. */
    public static JsonObject metadata(Map<String, String> pairs) {
        Map<String, Object> typed = new LinkedHashMap<>();
        pairs.forEach((key, value) -> typed.put(key, MarkerValues.typed(value)));
        JsonObject metadata = JsonObject.of(typed);
        if (metadata.text().length() > Limits.METADATA / 2) {
            throw new InvalidArgument("meta", "is longer than " + Limits.METADATA / 2 + " characters in all");
        }
        return metadata;
    }
}
