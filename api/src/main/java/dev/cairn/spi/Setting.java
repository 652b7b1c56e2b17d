package dev.cairn.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thing about a store that can be set; declared once, for parsing, help, documentation and masking.
 *
 * @param name lower-case words joined by {@code _}, such as {@code busy_timeout}
 * @param defaultValue in the form a user writes; null: must be given
 * @param choices for {@link Type#CHOICE} the values there are, else empty
 * @param secret never shown
 */
public record Setting(
        String name,
        Type type,
        @Nullable String defaultValue,
        List<String> choices,
        long min,
        long max,
        boolean secret,
        String description) {

    /** How a value is written. */
    public enum Type {
        TEXT,
        PATH,
        INTEGER,
        /** {@code true} or {@code false}. */
        FLAG,
        /** A number with a unit: {@code 250ms}, {@code 5s}, {@code 2m}, {@code 1h}, {@code 7d}. */
        DURATION,
        /** A number of bytes, with an optional unit: {@code 4096}, {@code 64k}, {@code 256m}, {@code 2g} (powers of 1024). */
        BYTES,
        CHOICE
    }

    public Setting {
        choices = List.copyOf(choices);
    }

    public static Setting text(String name, @Nullable String defaultValue, String description) {
        return new Setting(name, Type.TEXT, defaultValue, List.of(), 0, 0, false, description);
    }

    public static Setting secret(String name, @Nullable String defaultValue, String description) {
        return new Setting(name, Type.TEXT, defaultValue, List.of(), 0, 0, true, description);
    }

    public static Setting path(String name, @Nullable String defaultValue, String description) {
        return new Setting(name, Type.PATH, defaultValue, List.of(), 0, 0, false, description);
    }

    public static Setting flag(String name, boolean defaultValue, String description) {
        return new Setting(name, Type.FLAG, Boolean.toString(defaultValue), List.of(), 0, 0, false, description);
    }

    /** Both bounds are inclusive. */
    public static Setting integer(String name, long defaultValue, long min, long max, String description) {
        return new Setting(name, Type.INTEGER, Long.toString(defaultValue), List.of(), min, max, false, description);
    }

    /** Bounds in bytes, both inclusive. */
    public static Setting bytes(String name, String defaultValue, long min, long max, String description) {
        return new Setting(name, Type.BYTES, defaultValue, List.of(), min, max, false, description);
    }

    /** Bounds in milliseconds, both inclusive. */
    public static Setting duration(
            String name, String defaultValue, long minMillis, long maxMillis, String description) {
        return new Setting(name, Type.DURATION, defaultValue, List.of(), minMillis, maxMillis, false, description);
    }

    public static Setting choice(String name, String defaultValue, List<String> choices, String description) {
        return new Setting(name, Type.CHOICE, defaultValue, choices, 0, 0, false, description);
    }
}
