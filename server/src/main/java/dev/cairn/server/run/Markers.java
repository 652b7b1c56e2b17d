package dev.cairn.server.run;

import dev.cairn.model.JsonObject;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The marker language: one marker per line of standard output, at the very start of the line, in exact upper case. Text
 * that merely mentions a marker is no marker.
 *
 * <p>Attributes stand at the end of a {@code STEP_START} line as {@code [key=value]}, as often as needed;
 * {@code {key:value}} and {@code --key=value} are understood as well. Brackets anywhere else belong to the name. Values are
 * {@code true}, {@code false}, numbers as JSON writes them, or else text.
 */
final class Markers {
    private static final String KEY = "([A-Za-z_][A-Za-z0-9_.-]*)";
    private static final Pattern ATTRIBUTE =
            Pattern.compile("(?:\\[" + KEY + "=([^\\[\\]]*)]|\\{" + KEY + ":([^{}]*)}|(?<=\\s)--" + KEY + "=(\\S*))$");
    private static final Pattern NUMBER = Pattern.compile("-?(?:0|[1-9][0-9]{0,99})(?:\\.[0-9]{1,99})?");
    private static final Pattern DRIVE = Pattern.compile("^[A-Za-z]:\\\\");

    private Markers() {}

    /** What the line says, or null when it is plain output. Never throws. The line has no line feed. */
    static @Nullable Marker parse(String line) {
        int colon = line.indexOf(':');
        if (colon < 0) {
            return null;
        }
        String rest = line.substring(colon + 1).strip();
        if (rest.isEmpty()) {
            return null;
        }
        return switch (line.substring(0, colon)) {
            case "STEP_START" -> stepStart(rest);
            case "STEP_COMPLETE" -> new Marker.StepComplete(rest);
            case "STEP_ERROR" -> new Marker.StepError(rest);
            case "ARTIFACT" -> artifact(rest);
            case "META" -> meta(rest);
            default -> null;
        };
    }

    private static Marker.@Nullable StepStart stepStart(String text) {
        Deque<Map.Entry<String, String>> found = new ArrayDeque<>();
        String name = text;
        for (Matcher m = ATTRIBUTE.matcher(name); m.find(); m = ATTRIBUTE.matcher(name)) {
            int group = m.group(1) != null ? 1 : m.group(3) != null ? 3 : 5;
            found.addFirst(Map.entry(m.group(group), m.group(group + 1).strip()));
            name = name.substring(0, m.start()).stripTrailing();
        }
        if (name.isEmpty()) {
            return null;
        }
        boolean stopOnError = false;
        Duration estimated = null;
        Map<String, Object> metadata = new LinkedHashMap<>();
        for (Map.Entry<String, String> attribute : found) {
            Object value = typed(attribute.getValue());
            switch (attribute.getKey()) {
                case "stop_on_error" -> {
                    if (value instanceof Boolean flag) {
                        stopOnError = flag;
                    } else {
                        metadata.put(attribute.getKey(), value);
                    }
                }
                case "duration", "estimated" -> {
                    Duration seconds = seconds(value);
                    if (seconds == null) {
                        metadata.put(attribute.getKey(), value);
                    } else {
                        estimated = seconds;
                    }
                }
                default -> metadata.put(attribute.getKey(), value);
            }
        }
        return new Marker.StepStart(name, stopOnError, estimated, JsonObject.of(metadata));
    }

    private static @Nullable Duration seconds(Object value) {
        if (!(value instanceof Long || value instanceof BigDecimal)) {
            return null;
        }
        BigDecimal micros = new BigDecimal(value.toString()).movePointRight(6);
        try {
            long whole = micros.setScale(0, java.math.RoundingMode.HALF_UP).longValueExact();
            return whole < 0 ? null : Duration.of(whole, java.time.temporal.ChronoUnit.MICROS);
        } catch (ArithmeticException | DateTimeException e) {
            return null;
        }
    }

    private static Marker.@Nullable Artifact artifact(String text) {
        // the colon of a Windows drive is no separator
        int colon = text.indexOf(':', DRIVE.matcher(text).find() ? 2 : 0);
        String path = (colon < 0 ? text : text.substring(0, colon)).strip();
        String description = colon < 0 ? "" : text.substring(colon + 1).strip();
        return path.isEmpty() ? null : new Marker.Artifact(path, description);
    }

    private static Marker.@Nullable Meta meta(String text) {
        int colon = text.indexOf(':');
        String key = colon < 0 ? "" : text.substring(0, colon).strip();
        return key.isEmpty()
                ? null
                : new Marker.Meta(key, typed(text.substring(colon + 1).strip()));
    }

    /** {@code true} and {@code false}, JSON numbers, else the text itself: {@code 007} and {@code 1e5} stay text. */
    static Object typed(String value) {
        if (value.equals("true") || value.equals("false")) {
            return Boolean.valueOf(value);
        }
        if (!NUMBER.matcher(value).matches()) {
            return value;
        }
        BigDecimal number = new BigDecimal(value);
        return value.indexOf('.') < 0 && number.precision() <= 18 ? (Object) number.longValueExact() : number;
    }
}
