package dev.cairn.sql;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.Collection;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.exceptions.TooManyResultsException;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.mapping.SqlCommandType;
import org.apache.ibatis.session.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * A mapper interface over the statements of one connection. What MyBatis' own finds out again at each call, which statement
 * it is and how its arguments are called, is found once for each method. Used by one thread at a time.
 */
final class LaneMapper implements InvocationHandler {
    private final Class<?> type;
    private final LaneSession session;
    private final IdentityHashMap<Method, Call> calls = new IdentityHashMap<>();

    private LaneMapper(Class<?> type, LaneSession session) {
        this.type = type;
        this.session = session;
    }

    static <M> M of(Class<M> type, LaneSession session) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, new LaneMapper(type, session)));
    }

    @Override
    public @Nullable Object invoke(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        if (method.getDeclaringClass() == Object.class) {
            return ofObject(proxy, method, arguments);
        }
        Call call = calls.get(method);
        if (call == null) {
            call = call(method);
            calls.put(method, call);
        }
        return call.run(session, call.source(arguments));
    }

    @SuppressWarnings("ReferenceEquality") // as Object has it
    private Object ofObject(Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "toString" -> type.getName();
            case "hashCode" -> System.identityHashCode(proxy);
            default -> arguments != null && proxy == arguments[0];
        };
    }

    private Call call(Method method) {
        Configuration configuration = session.getConfiguration();
        MappedStatement statement = configuration.getMappedStatement(type.getName() + "." + method.getName());
        return new Call(statement, names(method), method.getReturnType());
    }

    /** Null where the only argument has no name and is no collection: its properties are named. */
    private static @Nullable List<String> names(Method method) {
        Parameter[] parameters = method.getParameters();
        if (parameters.length == 1
                && !parameters[0].isAnnotationPresent(Param.class)
                && !Collection.class.isAssignableFrom(parameters[0].getType())) {
            return null;
        }
        return Arrays.stream(parameters).map(LaneMapper::name).toList();
    }

    private static String name(Parameter parameter) {
        Param given = parameter.getAnnotation(Param.class);
        return given == null ? parameter.getName() : given.value();
    }

    /** @param returns what the method does */
    private record Call(MappedStatement statement, @Nullable List<String> names, Class<?> returns) {
        private static final @Nullable Object[] NONE = {};

        @Nullable
        Object source(@Nullable Object @Nullable [] arguments) {
            return names == null && arguments != null
                    ? arguments[0]
                    : new Arguments(names == null ? List.of() : names, arguments == null ? NONE : arguments);
        }

        @Nullable
        Object run(LaneSession session, @Nullable Object source) {
            if (statement.getSqlCommandType() != SqlCommandType.SELECT) {
                int rows = session.update(statement, source);
                return returns == void.class ? null : (Object) rows;
            }
            List<Object> found = session.query(statement, source);
            return returns == List.class ? found : one(found);
        }

        private @Nullable Object one(List<Object> found) {
            if (found.size() > 1) {
                throw new TooManyResultsException(found.size() + " rows of " + statement.getId() + ", not one");
            }
            Object only = found.isEmpty() ? null : found.getFirst();
            if (only == null && returns.isPrimitive()) {
                throw new IllegalStateException("no row of " + statement.getId());
            }
            return only;
        }
    }
}
