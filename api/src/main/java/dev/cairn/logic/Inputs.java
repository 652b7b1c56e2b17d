package dev.cairn.logic;

import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Texts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks of single values, which every domain has. Each returns the value as it is kept, and throws {@link InvalidArgument}
 * or {@link LimitExceeded} naming the field as the caller wrote it.
 */
public final class Inputs {
    private static final Instant EARLIEST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("9999-12-31T23:59:59.999999Z");

    private Inputs() {}

    /** @throws InvalidArgument when an engine could not hold the text; LimitExceeded when it is too long */
    public static String text(String field, String value, int max) {
        if (value.length() > max) {
            throw new LimitExceeded(field, max, value.length());
        }
        int nul = value.indexOf('\0');
        if (nul >= 0) {
            throw new InvalidArgument(field, "must not contain U+0000 (at character " + nul + ")");
        }
        int unpaired = Texts.unpairedSurrogate(value);
        if (unpaired >= 0) {
            throw new InvalidArgument(field, "must not contain an unpaired surrogate (at character " + unpaired + ")");
        }
        return value;
    }

    /** As {@link #text}, or {@code fallback} where there is none. */
    public static String textOr(String field, @Nullable String value, String fallback, int max) {
        return value == null ? fallback : text(field, value, max);
    }

    /** As {@link #text}, or null where there is none. */
    public static @Nullable String optional(String field, @Nullable String value, int max) {
        return value == null ? null : text(field, value, max);
    }

    /** Distinct, in byte order. */
    public static List<String> tags(@Nullable List<String> tags) {
        if (tags == null) {
            return List.of();
        }
        TreeSet<String> sorted = new TreeSet<>(Texts.BYTE_ORDER);
        for (int i = 0; i < tags.size(); i++) {
            String tag = text("tags[" + i + "]", tags.get(i), Limits.TAG);
            if (tag.isEmpty()) {
                throw new InvalidArgument("tags[" + i + "]", "must not be empty");
            }
            sorted.add(tag);
        }
        if (sorted.size() > Limits.TAGS) {
            throw new LimitExceeded("tags", Limits.TAGS, sorted.size());
        }
        return new ArrayList<>(sorted);
    }

    /** Empty where there is none. */
    public static JsonObject metadata(@Nullable JsonObject metadata) {
        if (metadata == null) {
            return JsonObject.EMPTY;
        }
        if (metadata.text().length() > Limits.METADATA) {
            throw new LimitExceeded("metadata", Limits.METADATA, metadata.text().length());
        }
        return metadata;
    }

    /** Cut to microseconds, which is what stores keep (TIME-1). */
    public static Instant time(String field, @Nullable Instant value, Instant fallback) {
        Instant time = value == null ? fallback : value;
        if (time.isBefore(EARLIEST) || time.isAfter(LATEST)) {
            throw new InvalidArgument(field, "must lie in the years 1 to 9999");
        }
        return time.truncatedTo(ChronoUnit.MICROS);
    }

    /** 0 to {@link Limits#RETENTION_DAYS} days, cut to microseconds; null where there is none. */
    public static @Nullable Duration duration(String field, @Nullable Duration value) {
        if (value == null) {
            return null;
        }
        if (value.isNegative() || value.compareTo(Duration.ofDays(Limits.RETENTION_DAYS)) > 0) {
            throw new InvalidArgument(field, "must be 0 to " + Limits.RETENTION_DAYS + " days");
        }
        return value.truncatedTo(ChronoUnit.MICROS);
    }

    /** 1 to {@link Limits#LEASE_SECONDS} seconds. */
    public static Duration lease(String field, Duration value) {
        if (value.compareTo(Duration.ofSeconds(1)) < 0
                || value.compareTo(Duration.ofSeconds(Limits.LEASE_SECONDS)) > 0) {
            throw new InvalidArgument(field, "must be 1 to " + Limits.LEASE_SECONDS + " seconds");
        }
        return value;
    }

    /** 1 to {@link Limits#MAX_PAGE}. */
    public static int pageLimit(int limit) {
        if (limit < 1 || limit > Limits.MAX_PAGE) {
            throw new InvalidArgument("limit", "must be 1 to " + Limits.MAX_PAGE);
        }
        return limit;
    }
}
