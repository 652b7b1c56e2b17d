package dev.cairn.model;

import dev.cairn.error.InvalidArgument;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The lower-case names under which enum constants are stored and sent. */
public final class Wire {
    private Wire() {}

    public static String name(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** All names of an enum, separated by {@code ", "}. */
    public static <E extends Enum<E>> String names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Wire::name).collect(Collectors.joining(", "));
    }

    /** @throws InvalidArgument naming {@code field} and the choices when no constant has that name */
    public static <E extends Enum<E>> E parse(Class<E> type, String field, String name) {
        for (E constant : type.getEnumConstants()) {
            if (name(constant).equals(name)) {
                return constant;
            }
        }
        throw new InvalidArgument(field, "must be one of " + names(type));
    }
}
