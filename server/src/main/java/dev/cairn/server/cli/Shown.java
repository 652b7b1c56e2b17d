package dev.cairn.server.cli;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Values as people read them. */
public final class Shown {
    private static final DateTimeFormatter SECONDS = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT);

    private Shown() {}

    /** Local date and time. */
    public static String time(Instant time) {
        return SECONDS.format(time.atZone(ZoneId.systemDefault()));
    }

    /** The same of a time in an answer of the server; empty where there is none. */
    public static String time(JsonNode item, String member) {
        JsonNode value = item.path(member);
        return value.isString() ? time(Instant.parse(value.asString())) : "";
    }

    /** Local time to the millisecond. */
    public static String clock(Instant time) {
        return MILLIS.format(time.atZone(ZoneId.systemDefault()));
    }

    /** Such as 1.25s, 3m 04s, 2h 10m. */
    public static String duration(Duration duration) {
        if (duration.toMinutes() == 0) {
            return "%d.%02ds".formatted(duration.toSeconds(), duration.toMillisPart() / 10);
        }
        if (duration.toHours() == 0) {
            return "%dm %02ds".formatted(duration.toMinutes(), duration.toSecondsPart());
        }
        return "%dh %02dm".formatted(duration.toHours(), duration.toMinutesPart());
    }

    /** 1024-based, one decimal. */
    public static String size(long bytes) {
        String[] units = {"B", "KB", "MB", "GB", "TB"};
        double value = bytes;
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return unit == 0 ? bytes + " B" : "%.1f %s".formatted(value, units[unit]);
    }

    /** One line without control characters, which a name must not send to a terminal. */
    public static String text(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? '\uFFFD' : c));
        return shown.toString();
    }
}
