package dev.cairn.sql;

import java.lang.reflect.InvocationTargetException;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.apache.ibatis.mapping.ParameterMapping;
import org.apache.ibatis.reflection.Reflector;
import org.apache.ibatis.reflection.ReflectorFactory;
import org.apache.ibatis.reflection.invoker.Invoker;
import org.apache.ibatis.scripting.xmltags.ForEachSqlNode;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandler;
import org.jspecify.annotations.Nullable;

/**
 * Sets the parameters of one statement. MyBatis finds type handler and accessor of each parameter anew at every call; here
 * they are found once. Used by one thread at a time.
 */
final class Parameters {
    private final Parameter[] parameters;
    private final RowsLanguage.@Nullable Rows rows;

    /**
     * @param rows of a statement on so many rows; null for any other
     * @param names of the arguments; null where there is one, whose properties are named
     */
    Parameters(
            List<ParameterMapping> mappings,
            RowsLanguage.@Nullable Rows rows,
            @Nullable List<String> names,
            ReflectorFactory reflectors) {
        this.rows = rows;
        this.parameters = mappings.stream()
                .map(mapping -> new Parameter(mapping, names, reflectors))
                .toArray(Parameter[]::new);
    }

    /**
     * @param before how many parameters stand before these
     * @param source {@link Arguments}, or the one argument whose properties are named
     */
    void set(PreparedStatement statement, int before, @Nullable Object source) throws SQLException {
        List<?> items = rows == null ? List.of() : rows.of(source);
        for (int i = 0; i < parameters.length; i++) {
            Parameter parameter = parameters[i];
            parameter.set(statement, before + i + 1, parameter.row < 0 ? source : items.get(parameter.row));
        }
    }

    private static final class Parameter {
        private final ParameterMapping mapping;
        private final JdbcType typeOfNull;
        /** The row that it belongs to; -1 for none. */
        private final int row;
        /** The argument that it is, or is a part of; -1 where it is one of a row or of the only argument. */
        private final int position;

        private final Property[] path;

        Parameter(ParameterMapping mapping, @Nullable List<String> arguments, ReflectorFactory reflectors) {
            this.mapping = mapping;
            this.typeOfNull = mapping.getJdbcType() == null ? JdbcType.NULL : mapping.getJdbcType();
            List<String> names = List.of(mapping.getProperty().split("\\.", -1));
            String first = names.getFirst();
            this.row = first.startsWith(ForEachSqlNode.ITEM_PREFIX)
                    ? Integer.parseInt(first.substring(first.lastIndexOf('_') + 1))
                    : -1;
            this.position = row < 0 && arguments != null ? position(arguments, first) : -1;
            this.path = names.stream()
                    .skip(row < 0 && position < 0 ? 0 : 1)
                    .map(name -> new Property(name, reflectors))
                    .toArray(Property[]::new);
        }

        private static int position(List<String> arguments, String name) {
            int found = arguments.indexOf(name);
            if (found < 0) {
                throw new IllegalStateException("#{" + name + "} is none of " + arguments);
            }
            return found;
        }

        @SuppressWarnings("unchecked") // as MyBatis itself does: the handler was chosen for the value
        void set(PreparedStatement statement, int index, @Nullable Object source) throws SQLException {
            Object value = position >= 0 && source instanceof Arguments named ? named.at(position) : source;
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
