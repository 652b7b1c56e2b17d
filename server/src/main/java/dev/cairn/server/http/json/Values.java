package dev.cairn.server.http.json;

import dev.cairn.error.InvalidArgument;
import dev.cairn.model.Texts;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** How single values are written outside: times, durations, text. */
public final class Values {
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();
    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(1_000_000_000_000L);

    private Values() {}

    /** RFC 3339 in UTC, always with microseconds. */
    public static String time(Instant time) {
        return TIME.format(time);
    }

    public static Instant time(String field, String text) {
        try {
            return OffsetDateTime.parse(text)
                    .withOffsetSameInstant(ZoneOffset.UTC)
                    .toInstant();
        } catch (DateTimeException e) {
            throw new InvalidArgument(field, "must be a time such as 2026-01-31T12:00:00.000000Z");
        }
    }

    /** Seconds with up to six decimals. */
    public static BigDecimal seconds(Duration duration) {
        BigDecimal seconds = BigDecimal.valueOf(duration.getSeconds())
                .add(BigDecimal.valueOf(duration.getNano() / 1_000, 6))
                .stripTrailingZeros();
        return seconds.scale() < 0 ? seconds.setScale(0) : seconds;
    }

    /** @param max in seconds */
    public static Duration duration(String field, BigDecimal seconds, BigDecimal min, BigDecimal max) {
        if (seconds.compareTo(min) < 0 || seconds.compareTo(max) > 0) {
            throw new InvalidArgument(
                    field, "must be " + min.toPlainString() + " to " + max.toPlainString() + " seconds");
        }
        long micros = seconds.min(MAX_SECONDS).multiply(MICROS).longValue();
        return Duration.ofNanos(Math.multiplyExact(micros % 1_000_000, 1_000)).plusSeconds(micros / 1_000_000);
    }

    /** @throws InvalidArgument for text that no engine can hold */
    public static String text(String field, String text) {
        if (text.indexOf('\0') >= 0) {
            throw new InvalidArgument(field, "must not contain U+0000");
        }
        if (Texts.unpairedSurrogate(text) >= 0) {
            throw new InvalidArgument(field, "must not contain an unpaired surrogate");
        }
        return text;
    }
}
