package dev.cairn.model;

import dev.cairn.error.InvalidArgument;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;

/** The lower-case names under which enum constants are stored and sent. */
public final class Wire {
    /** Backends read and write a name with nearly every row. */
    private static final ClassValue<Names> NAMES = new ClassValue<>() {
        @Override
        protected Names computeValue(Class<?> type) {
            Map<Object, String> names = new HashMap<>();
            Map<String, Object> constants = new HashMap<>();
            for (Object constant : type.getEnumConstants()) {
                String name = ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
                names.put(constant, name);
                constants.put(name, constant);
            }
            return new Names(Map.copyOf(names), Map.copyOf(constants));
        }
    };

    private record Names(Map<Object, String> names, Map<String, Object> constants) {}

    private Wire() {}

    public static String name(Enum<?> constant) {
        return Objects.requireNonNull(
                NAMES.get(constant.getDeclaringClass()).names.get(constant));
    }

    /** All names of an enum, separated by {@code ", "}. */
    public static <E extends Enum<E>> String names(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Wire::name).collect(Collectors.joining(", "));
    }

    /** @throws InvalidArgument naming {@code field} and the choices when no constant has that name */
    public static <E extends Enum<E>> E parse(Class<E> type, String field, String name) {
        Object constant = NAMES.get(type).constants.get(name);
        if (constant != null) {
            return type.cast(constant);
        }
        throw new InvalidArgument(field, "must be one of " + names(type));
    }
}
