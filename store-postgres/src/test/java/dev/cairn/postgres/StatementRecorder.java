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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Notes which statements a thread sends, and explains them afterwards. */
final class StatementRecorder {
    /** Sets a value once more, in another statement at another place. */
    private interface Setter {
        void set(PreparedStatement statement, int place) throws Throwable;
    }

    /** One value as it was sent. */
    private record Value(String type, Setter setter) {}

    /** How to ask again: where, and with which values. */
    private record Sent(DataSource source, List<Value> values) {}

    private static final Pattern WRITES =
            Pattern.compile("\\b(INSERT|UPDATE|DELETE|LOCK|NOTIFY|SET|nextval|pg_notify)\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern NODE = Pattern.compile("\\((actual|never executed)");
    private static final Pattern SCANNED = Pattern.compile("Scan.*\\(actual rows=([\\d.]+) loops=(\\d+)\\)");
    private static final Pattern REMOVED = Pattern.compile("Rows Removed by (?:Filter|Index Recheck): (\\d+)");

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
        Map<Integer, Value> values = new TreeMap<>();
        return proxy(PreparedStatement.class, (self, method, arguments) -> {
            String name = method.getName();
            if (name.startsWith("set") && arguments.length >= 2 && arguments[0] instanceof Integer place) {
                values.put(place, value(method, arguments));
            } else if (name.startsWith("execute")) {
                note(source, sql, values);
            }
            return invoke(statement, method, arguments);
        });
    }

    private static Value value(Method setter, Object[] arguments) throws SQLException {
        String type = type(setter.getName(), arguments);
        Object[] kept = arguments.clone();
        // an array belongs to its connection
        Object elements = arguments[1] instanceof java.sql.Array array ? array.getArray() : null;
        return new Value(type, (statement, place) -> {
            Object[] again = kept.clone();
            again[0] = place;
            if (elements != null) {
                again[1] = statement.getConnection().createArrayOf(type.replace("[]", ""), (Object[]) elements);
            }
            invoke(statement, setter, again);
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

    private static void note(DataSource source, String sql, Map<Integer, Value> values) {
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
                List<Value> own = new ArrayList<>();
                for (int place = first + 1; place <= before; place++) {
                    own.add(values.get(place));
                }
                recorded.add(one);
                SENT.put(one, new Sent(source, own));
            }
        }
    }

    private static Sent sent(String sql) {
        Sent sent = SENT.get(sql);
        if (sent == null) {
            throw new IllegalArgumentException("never sent: " + sql);
        }
        return sent;
    }

    /** The plan that the store's own sessions use, which is the one for any values. */
    static String explain(String sql) throws SQLException {
        Sent sent = sent(sql);
        List<String> types = sent.values().stream().map(Value::type).toList();
        StringBuilder numbered = new StringBuilder();
        int place = 0;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            numbered.append(c == '?' ? "$" + ++place : String.valueOf(c));
        }
        String parameters = types.isEmpty() ? "" : "(" + String.join(", ", types) + ")";
        String nulls =
                types.isEmpty() ? "" : types.stream().map(type -> "NULL").collect(Collectors.joining(", ", "(", ")"));
        try (Connection connection = sent.source().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PREPARE asked" + parameters + " AS " + numbered);
            try (ResultSet rows = statement.executeQuery("EXPLAIN (COSTS OFF) EXECUTE asked" + nulls)) {
                return lines(rows);
            }
        }
    }

    private static String lines(ResultSet rows) throws SQLException {
        StringBuilder plan = new StringBuilder();
        while (rows.next()) {
            plan.append(rows.getString(1)).append('\n');
        }
        return plan.toString();
    }

    /**
     * Rows that all scans of a query gave or threw away, with the values last sent; 0 for what writes. EXPLAIN cannot be
     * given values for the plan that {@link #explain} shows, so this is the one that the planner makes for them.
     */
    static long rowsRead(String sql) throws Exception {
        if (WRITES.matcher(sql).find()) {
            return 0;
        }
        Sent sent = sent(sql);
        try (Connection connection = sent.source().getConnection();
                PreparedStatement statement = connection.prepareStatement(
                        "EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, BUFFERS OFF) " + sql)) {
            for (int i = 0; i < sent.values().size(); i++) {
                sent.values().get(i).setter().set(statement, i + 1);
            }
            try (ResultSet rows = statement.executeQuery()) {
                return count(lines(rows));
            }
        } catch (SQLException e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static long count(String plan) {
        double read = 0;
        double loops = 0;
        for (String line : plan.split("\n", -1)) {
            Matcher node = SCANNED.matcher(line);
            Matcher removed = REMOVED.matcher(line);
            if (NODE.matcher(line).find()) {
                loops = 0;
            }
            if (node.find()) {
                loops = Double.parseDouble(node.group(2));
                read += Double.parseDouble(node.group(1)) * loops;
            } else if (removed.find()) {
                read += Double.parseDouble(removed.group(1)) * loops;
            }
        }
        return Math.round(read);
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
