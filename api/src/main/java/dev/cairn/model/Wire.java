package dev.cairn.model;

import dev.cairn.error.InvalidArgument;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The lower-case names under which enum constants are stored and sent. */
public final class Wire {
    /** By ordinal; backends read and write a name with nearly every row. */
    private static final ClassValue<String[]> NAMES = new ClassValue<>() {
        @Override
        protected String[] computeValue(Class<?> type) {
            return Arrays.stream(type.getEnumConstants())
                    .map(constant -> ((Enum<?>) constant).name().toLowerCase(Locale.ROOT))
                    .toArray(String[]::new);
        }
    };

    private Wire() {}

    public static String name(Enum<?> constant) {
        return NAMES.get(constant.getDeclaringClass())[constant.ordinal()];
    }

    /** All names of an enum, separated by {@code ", "}. */
    public static <E extends Enum<E>> String names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Wire::name).collect(Collectors.joining(", "));
    }

    /** @throws InvalidArgument naming {@code field} and the choices when no constant has that name */
    public static <E extends Enum<E>> E parse(Class<E> type, String field, String name) {
        String[] names = NAMES.get(type);
        for (int i = 0; i < names.length; i++) {
            if (names[i].equals(name)) {
                return type.getEnumConstants()[i];
            }
        }
        throw new InvalidArgument(field, "must be one of " + names(type));
    }
}
