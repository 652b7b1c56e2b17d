package dev.cairn.server.http.json;

import dev.cairn.error.InvalidArgument;
import dev.cairn.model.Texts;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;

/** How single values are written outside: times, durations, text. */
public final class Values {
    private static final DateTimeFormatter TIME =
            new DateTimeFormatterBuilder().appendInstant(6).toFormatter();
    private static final long DAY = 86_400;
    private static final long YEAR_10000 = 253_402_300_800L;
    private static final BigDecimal MICROS = BigDecimal.valueOf(1_000_000);
    private static final BigDecimal MAX_SECONDS = BigDecimal.valueOf(1_000_000_000_000L);

    private Values() {}

    /** RFC 3339 in UTC, always with microseconds. */
    public static String time(Instant time) {
        long second = time.getEpochSecond();
        if (second < 0 || second >= YEAR_10000) {
            return TIME.format(time);
        }
        // by hand: an execution has three times, and the formatter showed in the profile of every read
        LocalDate date = LocalDate.ofEpochDay(second / DAY);
        int inDay = (int) (second % DAY);
        byte[] text = "0000-00-00T00:00:00.000000Z".getBytes(StandardCharsets.ISO_8859_1);
        digits(text, 4, date.getYear());
        digits(text, 7, date.getMonthValue());
        digits(text, 10, date.getDayOfMonth());
        digits(text, 13, inDay / 3600);
        digits(text, 16, inDay / 60 % 60);
        digits(text, 19, inDay % 60);
        digits(text, 26, time.getNano() / 1000);
        return new String(text, StandardCharsets.ISO_8859_1);
    }

    /** Over the zeros that are there, from the right. */
    private static void digits(byte[] text, int end, int number) {
        int at = end;
        for (int left = number; left > 0; left /= 10) {
            at--;
            text[at] = (byte) ('0' + left % 10);
        }
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
