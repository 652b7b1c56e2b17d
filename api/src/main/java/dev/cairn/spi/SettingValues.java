package dev.cairn.spi;

import dev.cairn.error.InvalidArgument;
import java.time.Duration;
import java.util.Locale;

/** Reads values as {@link Setting.Type} says they are written. */
final class SettingValues {
    private SettingValues() {}

    /** @throws InvalidArgument naming the setting when the value does not fit its declaration */
    static void check(Setting setting, String value) {
        switch (setting.type()) {
            case TEXT -> {}
            case PATH -> {
                if (value.isBlank() || value.indexOf('\0') >= 0) {
                    throw new InvalidArgument(setting.name(), "must be a path");
                }
            }
            case FLAG -> flag(setting.name(), value);
            case INTEGER -> bounded(setting, integer(setting.name(), value), "");
            case BYTES -> bounded(setting, bytes(setting.name(), value), " bytes");
            case DURATION -> bounded(setting, duration(setting.name(), value).toMillis(), " ms");
            case CHOICE -> {
                if (!setting.choices().contains(value)) {
                    throw new InvalidArgument(
                            setting.name(), "must be one of " + String.join(", ", setting.choices()) + quoted(value));
                }
            }
        }
    }

    private static void bounded(Setting setting, long value, String unit) {
        if (value < setting.min() || value > setting.max()) {
            throw new InvalidArgument(
                    setting.name(), "must be %d to %d%s, is %d".formatted(setting.min(), setting.max(), unit, value));
        }
    }

    static boolean flag(String name, String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidArgument(name, "must be true or false" + quoted(value));
        };
    }

    static long integer(String name, String value) {
        try {
            return Long.parseLong(value);
        } catch (NumberFormatException e) {
            throw new InvalidArgument(name, "must be a whole number" + quoted(value));
        }
    }

    static long bytes(String name, String value) {
        String unit = value.toLowerCase(Locale.ROOT).replaceFirst("^-?[0-9]+", "");
        long factor = switch (unit) {
            case "", "b" -> 1L;
            case "k" -> 1L << 10;
            case "m" -> 1L << 20;
            case "g" -> 1L << 30;
            default -> throw notBytes(name, value);
        };
        try {
            return Math.multiplyExact(Long.parseLong(value.substring(0, value.length() - unit.length())), factor);
        } catch (NumberFormatException | ArithmeticException e) {
            throw notBytes(name, value);
        }
    }

    private static InvalidArgument notBytes(String name, String value) {
        return new InvalidArgument(name, "must be a number of bytes such as 4096, 64k, 256m or 2g" + quoted(value));
    }

    static Duration duration(String name, String value) {
        String unit = value.replaceFirst("^-?[0-9]+", "");
        long millis = switch (unit) {
            case "ms" -> 1L;
            case "s" -> 1_000L;
            case "m" -> 60_000L;
            case "h" -> 3_600_000L;
            case "d" -> 86_400_000L;
            default -> throw notDuration(name, value);
        };
        try {
            return Duration.ofMillis(
                    Math.multiplyExact(Long.parseLong(value.substring(0, value.length() - unit.length())), millis));
        } catch (NumberFormatException | ArithmeticException e) {
            throw notDuration(name, value);
        }
    }

    private static InvalidArgument notDuration(String name, String value) {
        return new InvalidArgument(name, "must be a duration such as 250ms, 5s, 2m, 1h or 7d" + quoted(value));
    }

    private static String quoted(String value) {
        return ", is \"" + (value.length() > 100 ? value.substring(0, 100) + "..." : value) + "\"";
    }
}
