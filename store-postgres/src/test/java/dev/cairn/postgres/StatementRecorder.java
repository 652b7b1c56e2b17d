package dev.cairn.postgres;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Notes which statements a thread sends, and explains them afterwards. */
final class StatementRecorder {
    /** How to ask for the plan again: where, and with which types of parameters. */
    private record Sent(DataSource source, Map<Integer, String> types) {}

    private static final Pattern CONTROL = Pattern.compile("^(BEGIN|COMMIT|ROLLBACK)");

    private static final ThreadLocal<List<String>> RECORDING = new ThreadLocal<>();
    private static final Map<String, Sent> SENT = new ConcurrentHashMap<>();

    private StatementRecorder() {}

    static List<String> during(Runnable call) {
        List<String> recorded = new ArrayList<>();
        RECORDING.set(recorded);
        try {
            call.run();
        } finally {
            RECORDING.remove();
        }
        return recorded;
    }

    static DataSource wrap(DataSource source) {
        return proxy(DataSource.class, (self, method, arguments) -> {
            Object result = invoke(source, method, arguments);
            return result instanceof Connection connection ? wrap(source, connection) : result;
        });
    }

    private static Connection wrap(DataSource source, Connection connection) {
        return proxy(Connection.class, (self, method, arguments) -> {
            Object result = invoke(connection, method, arguments);
            return result instanceof PreparedStatement statement && arguments[0] instanceof String sql
                    ? wrap(source, sql, statement)
                    : result;
        });
    }

    private static PreparedStatement wrap(DataSource source, String sql, PreparedStatement statement) {
        Map<Integer, String> types = new TreeMap<>();
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            String name = method.getName();
            if (name.startsWith("set") && arguments.length >= 2 && arguments[0] instanceof Integer place) {
                types.put(place, type(name, arguments));
            } else if (name.startsWith("execute")) {
                note(source, sql, types);
            }
            return invoke(statement, method, arguments);
        });
    }

    private static String type(String setter, Object[] arguments) throws SQLException {
        return switch (setter) {
            case "setLong" -> "bigint";
            case "setInt" -> "int";
            case "setBytes" -> "bytea";
            case "setNull" ->
                switch ((Integer) arguments[1]) {
                    case java.sql.Types.BIGINT -> "bigint";
                    case java.sql.Types.INTEGER -> "int";
                    case java.sql.Types.BINARY -> "bytea";
                    default -> "text";
                };
            case "setArray" -> ((java.sql.Array) arguments[1]).getBaseTypeName() + "[]";
            default -> "text";
        };
    }

    private static void note(DataSource source, String sql, Map<Integer, String> types) {
        List<String> recorded = RECORDING.get();
        if (recorded == null) {
            return;
        }
        int before = 0;
        // several that travel together are asked for one by one
        for (String one : sql.split(";\\s*", -1)) {
            int first = before;
            before += Math.toIntExact(one.chars().filter(c -> c == '?').count());
            if (!one.isEmpty() && !CONTROL.matcher(one).find()) {
                Map<Integer, String> own = new TreeMap<>(types);
                int last = before;
                own.keySet().removeIf(place -> place <= first || place > last);
                recorded.add(one);
                SENT.put(one, new Sent(source, own));
            }
        }
    }

    /**
     * The plan for any values. Sorting is made dear: on the small tables of a test the planner would rather sort ten rows
     * than walk an index, and the question is whether it must.
     */
    static String explain(String sql) throws SQLException {
        Sent sent = SENT.get(sql);
        if (sent == null) {
            throw new IllegalArgumentException("never sent: " + sql);
        }
        Map<Integer, String> types = sent.types();
        StringBuilder numbered = new StringBuilder();
        int place = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            numbered.append(c == '?' ? "$" + ++place : String.valueOf(c));
        }
        String parameters = types.isEmpty() ? "" : "(" + String.join(", ", types.values()) + ")";
        String nulls = types.isEmpty()
                ? ""
                : types.values().stream().map(type -> "NULL").collect(Collectors.joining(", ", "(", ")"));
        try (Connection connection = sent.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("SET plan_cache_mode = force_generic_plan");
            statement.execute("SET enable_sort = off");
            statement.execute("PREPARE asked" + parameters + " AS " + numbered);
            StringBuilder plan = new StringBuilder();
            try (ResultSet rows = statement.executeQuery("EXPLAIN (COSTS OFF) EXECUTE asked" + nulls)) {
                while (rows.next()) {
                    plan.append(rows.getString(1)).append('\n');
                }
            }
            return plan.toString();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(StatementRecorder.class.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static @Nullable Object invoke(Object target, Method method, Object @Nullable [] arguments)
            throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
