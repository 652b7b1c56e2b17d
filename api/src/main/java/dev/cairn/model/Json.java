package dev.cairn.model;

import dev.cairn.error.InvalidArgument;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Strict JSON (RFC 8259) for the small objects that the contract itself holds: metadata, environments, tags. Servers
 * read and write whole documents with a library; this keeps {@code api} free of one.
 */
public final class Json {
    /** Deeper nesting is refused. */
    public static final int MAX_DEPTH = 64;

    private Json() {}

    /**
     * @return String, Long, BigDecimal, Boolean, null, List or Map (in order)
     * @throws InvalidArgument naming {@code field} and the place of the first error
     */
    public static @Nullable Object parse(String field, String text) {
        return new JsonReader(field, text).document();
    }

    /** Compact text of a value as {@link #parse} gives it. Unpaired surrogates and non-finite numbers are refused. */
    public static String write(@Nullable Object value) {
        StringBuilder out = new StringBuilder(64);
        write(out, value, 0);
        return out.toString();
    }

    private static void write(StringBuilder out, @Nullable Object value, int depth) {
        if (depth > MAX_DEPTH) {
            throw new InvalidArgument("json", "is nested deeper than " + MAX_DEPTH);
        }
        switch (value) {
            case null -> out.append("null");
            case String text -> string(out, text);
            case Boolean flag -> out.append(flag.booleanValue());
            case Long number -> out.append(number.longValue());
            case Integer number -> out.append(number.intValue());
            case BigDecimal number -> out.append(number);
            case Double number -> out.append(finite(number));
            case List<?> list -> {
                char separator = '[';
                for (Object item : list) {
                    out.append(separator);
                    write(out, item, depth + 1);
                    separator = ',';
                }
                out.append(list.isEmpty() ? "[]" : "]");
            }
            case Map<?, ?> map -> {
                char separator = '{';
                for (Map.Entry<?, ?> member : map.entrySet()) {
                    out.append(separator);
                    string(out, String.valueOf(member.getKey()));
                    out.append(':');
                    write(out, member.getValue(), depth + 1);
                    separator = ',';
                }
                out.append(map.isEmpty() ? "{}" : "}");
            }
            default ->
                throw new InvalidArgument(
                        "json", "cannot hold a " + value.getClass().getSimpleName());
        }
    }

    private static double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new InvalidArgument("json", "cannot hold " + number);
        }
        return number;
    }

    private static void string(StringBuilder out, String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (c < 0x20 || c == 0x7f) {
                        out.append("\\u%04x".formatted((int) c));
                    } else {
                        out.append(c);
                    }
                }
            }
        }
        out.append('"');
    }
}
