package dev.cairn.sql;

import java.lang.reflect.InvocationTargetException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.reflection.Reflector;
import org.apache.ibatis.reflection.ReflectorFactory;
import org.apache.ibatis.reflection.invoker.Invoker;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;
import org.jspecify.annotations.Nullable;

/**
 * Sets the parameters of one statement. MyBatis finds type handler and accessor of each parameter anew at every call; here
 * they are found once. Used by one thread at a time.
 */
final class Parameters {
    private final Parameter[] parameters;

    Parameters(List<ParameterMapping> mappings, ReflectorFactory reflectors) {
        this.parameters = mappings.stream()
                .map(mapping -> new Parameter(mapping, reflectors))
                .toArray(Parameter[]::new);
    }

    /**
     * @param before how many parameters stand before these
     * @param source a map of named arguments, or the one argument whose properties are named
     */
    void set(PreparedStatement statement, int before, @Nullable Object source) throws SQLException {
        for (int i = 0; i < parameters.length; i++) {
            parameters[i].set(statement, before + i + 1, source);
        }
    }

    private static final class Parameter {
        private final ParameterMapping mapping;
        private final JdbcType typeOfNull;
        private final Property[] path;

        Parameter(ParameterMapping mapping, ReflectorFactory reflectors) {
            this.mapping = mapping;
            this.typeOfNull = mapping.getJdbcType() == null ? JdbcType.NULL : mapping.getJdbcType();
            String[] names = mapping.getProperty().split("\\.", -1);
            this.path = new Property[names.length];
            for (int i = 0; i < names.length; i++) {
                path[i] = new Property(names[i], reflectors);
            }
        }

        @SuppressWarnings("unchecked") // as MyBatis itself does: the handler was chosen for the value
        void set(PreparedStatement statement, int index, @Nullable Object source) throws SQLException {
            Object value = source;
            for (Property property : path) {
                value = value == null ? null : property.of(value);
            }
            switch (value) {
                case null -> statement.setNull(index, typeOfNull.TYPE_CODE);
                case String text -> statement.setString(index, text);
                case Long number -> statement.setLong(index, number);
                case Integer number -> statement.setInt(index, number);
                case byte[] bytes -> statement.setBytes(index, bytes);
                default ->
                    ((TypeHandler<Object>) mapping.getTypeHandler())
                            .setParameter(statement, index, value, mapping.getJdbcType());
            }
        }
    }

    /** A step of a path such as {@code c.version}. */
    private static final class Property {
        private static final Object[] NONE = {};

        private final String name;
        private final ReflectorFactory reflectors;
        private @Nullable Class<?> type;
        private @Nullable Invoker accessor;

        Property(String name, ReflectorFactory reflectors) {
            this.name = name;
            this.reflectors = reflectors;
        }

        @Nullable
        Object of(Object owner) {
            if (owner instanceof Map<?, ?> arguments) {
                return arguments.get(name);
            }
            try {
                return accessor(owner.getClass()).invoke(owner, NONE);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException(
                        "cannot read " + name + " of " + owner.getClass().getName(), e);
            }
        }

        private Invoker accessor(Class<?> owner) {
            Invoker known = accessor;
            if (known == null || type != owner) {
                Reflector reflector = reflectors.findForClass(owner);
                known = reflector.getGetInvoker(name);
                accessor = known;
                type = owner;
            }
            return known;
        }
    }
}
