package dev.cairn.postgres;

import dev.cairn.error.StoreException;
import dev.cairn.store.Description;
import dev.cairn.store.Health;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Asks the server how it is and what it is set to. */
final class Probe {
    private static final String READ_BACK = """
            SELECT name, setting FROM pg_settings WHERE name IN (
                'server_version', 'fsync', 'full_page_writes', 'synchronous_commit', 'statement_timeout',
                'idle_in_transaction_session_timeout', 'server_encoding', 'max_connections',
                'max_prepared_transactions', 'TimeZone', 'jit', 'enable_seqscan')""";

    private static final Duration TO_DESCRIBE = Duration.ofSeconds(5);

    private final PostgresSettings settings;
    private final Connections connections;
    private volatile @Nullable Description last;

    Probe(PostgresSettings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    /** As read back now; what was read last when the server does not answer. */
    Description description() {
        try {
            last = within(TO_DESCRIBE, this::read);
        } catch (StoreException | SQLException | TimeoutException e) {
            Description known = last;
            return known != null
                    ? known
                    : new Description(
                            PostgresProvider.NAME,
                            "PostgreSQL, not reached yet",
                            "",
                            "not known before the server was reached",
                            Map.of("target", settings.target()));
        }
        return java.util.Objects.requireNonNull(last);
    }

    private Description read() throws SQLException {
        try (Connections.Turn turn = connections.acquire("description")) {
            Connection connection = turn.connection();
            Map<String, String> details = new LinkedHashMap<>();
            try (PreparedStatement statement = connection.prepareStatement(READ_BACK);
                    ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    details.put(rows.getString(1), rows.getString(2));
                }
            }
            details.put("target", settings.target());
            details.put("pool_size", Integer.toString(settings.poolSize()));
            int version = Schema.version(connection);
            return new Description(
                    PostgresProvider.NAME,
                    "PostgreSQL " + details.get("server_version"),
                    version == 0 ? "" : Integer.toString(version),
                    durability(details),
                    details);
        }
    }

    private static String durability(Map<String, String> details) {
        String fsync = details.getOrDefault("fsync", "?");
        String commit = details.getOrDefault("synchronous_commit", "?");
        String survives = fsync.equals("off")
                ? "a returned write survives a killed server process, not a crash of its machine"
                : commit.equals("off")
                        ? "a crash of the server may lose the writes of its last second"
                        : "a returned write survives a crash of the server";
        return survives + " (fsync=" + fsync + ", synchronous_commit=" + commit + ")";
    }

    Health check(Duration budget) {
        long start = System.nanoTime();
        String failure;
        try {
            if (connections.isClosed()) {
                failure = "the store is closed";
            } else if (within(budget, this::version) != Schema.VERSION) {
                failure = "the schema is not at version " + Schema.VERSION + "; migrate first";
            } else {
                return new Health(true, "PostgreSQL at " + settings.target() + " answers", since(start));
            }
        } catch (TimeoutException e) {
            failure = "PostgreSQL at " + settings.target() + " did not answer in time";
        } catch (StoreException e) {
            failure = String.valueOf(e.getMessage());
        } catch (SQLException e) {
            failure = String.valueOf(SqlStates.of("check", e).getMessage());
        }
        return new Health(false, failure, since(start));
    }

    private int version() throws SQLException {
        try (Connections.Turn turn = connections.acquire("check")) {
            Connection connection = turn.connection();
            return Schema.version(connection);
        }
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private interface Question<T> {
        T ask() throws SQLException;
    }

    /** Asks in a thread of its own, which may hang as long as the sockets' own limits let it. */
    private static <T> T within(Duration budget, Question<T> question) throws SQLException, TimeoutException {
        FutureTask<T> task = new FutureTask<>(question::ask);
        Thread thread = Thread.ofVirtual().name("cairn-postgres-probe").start(task);
        boolean answered = false;
        try {
            T answer = task.get(budget.toNanos(), TimeUnit.NANOSECONDS);
            answered = true;
            return answer;
        } catch (ExecutionException e) {
            answered = true;
            switch (e.getCause()) {
                case SQLException sql -> throw sql;
                case RuntimeException runtime -> throw runtime;
                case null, default -> throw new IllegalStateException(e.getCause());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TimeoutException("interrupted");
        } finally {
            if (!answered) {
                // closes the socket that it waits on
                thread.interrupt();
            }
        }
    }

    @Override
    public String toString() {
        return "PostgresStore[" + settings.target() + "]";
    }
}
