package dev.cairn.postgres;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.cairn.error.Conflict;
import dev.cairn.error.OverCapacity;
import dev.cairn.error.StoreException;
import dev.cairn.error.Unavailable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connections to one database. They are in autocommit mode, and transactions begin and end by statements of their own:
 * the first statement of a transaction then travels with its BEGIN, and the isolation level costs nothing.
 */
final class Connections implements AutoCloseable {
    static final String READ = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY";
    static final String WRITE = "BEGIN ISOLATION LEVEL SERIALIZABLE";
    private static final Logger LOG = LoggerFactory.getLogger(Connections.class);
    private static final int MAX_ATTEMPTS = 50;
    private static final Duration MAX_DRAIN = Duration.ofSeconds(30);

    /** Something done on one connection. */
    interface Work<T extends @Nullable Object> {
        T run(Connection connection) throws SQLException;
    }

    private final PostgresSettings settings;
    private final HikariDataSource pool;

    /** First come, first served: the pool itself hands a connection to whoever asks next, and lets others starve. */
    private final Semaphore turns;

    /** By the driver's connection. The pool does not say when it closes one: see {@link #link}. */
    private final Map<Connection, Link> links = new ConcurrentHashMap<>();

    private volatile boolean closing;

    Connections(PostgresSettings settings) {
        this.settings = settings;
        this.turns = new Semaphore(settings.poolSize(), true);
        HikariConfig config = new HikariConfig();
        config.setPoolName("cairn-postgres");
        config.setDataSource(settings.source());
        config.setMaximumPoolSize(settings.poolSize());
        config.setMinimumIdle(Math.min(2, settings.poolSize()));
        config.setIdleTimeout(60_000);
        config.setConnectionTimeout(settings.acquireTimeout().toMillis());
        config.setValidationTimeout(Math.min(1_000, settings.acquireTimeout().toMillis()));
        // an unreachable server is told by the first call, not by a hanging open (LIFE-1)
        config.setInitializationFailTimeout(-1);
        this.pool = new HikariDataSource(config);
    }

    /** What is prepared on a pooled connection. The links of connections that were closed go when a new one comes. */
    private Link link(Connection pooled) throws SQLException {
        Connection own = pooled.unwrap(Connection.class);
        Link known = links.get(own);
        if (known == null) {
            links.values().removeIf(Link::isClosed);
            known = new Link(own);
            links.put(own, known);
        }
        return known;
    }

    /** A pooled connection; closing the turn gives it back. */
    final class Turn implements AutoCloseable {
        private final Connection connection;

        private Turn(Connection connection) {
            this.connection = connection;
        }

        Connection connection() {
            return connection;
        }

        /** The same connection without the pool's wrapping, which would cost something at every call. */
        Link link(String operation) {
            try {
                return Connections.this.link(connection);
            } catch (SQLException e) {
                throw SqlStates.of(operation, e);
            }
        }

        /** Ends the transaction, if there is one, without a trace; a connection on which that fails is thrown away. */
        void rollback() {
            Connections.this.rollback(connection);
        }

        @Override
        public void close() {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("giving a connection back failed", e);
                pool.evictConnection(connection);
            } finally {
                turns.release();
            }
        }
    }

    /**
     * @throws OverCapacity when no connection becomes free in time
     * @throws Unavailable when the store is closed, or the server cannot be reached
     */
    Turn acquire(String operation) {
        if (closing) {
            throw new Unavailable("the store is closed", null);
        }
        awaitTurn();
        try {
            return new Turn(pool.getConnection());
        } catch (SQLException e) {
            turns.release();
            if (closing) {
                throw new Unavailable("the store is closed", e);
            }
            throw unreachable(operation, e);
        } catch (RuntimeException | Error e) {
            turns.release();
            throw e;
        }
    }

    private void awaitTurn() {
        try {
            if (!turns.tryAcquire(settings.acquireTimeout().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new OverCapacity("the pool of database connections", settings.poolSize());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while waiting for a database connection", e);
        }
    }

    /** A connection of its own, outside the pool, made at once or not at all. */
    Connection dedicated(String operation) {
        if (closing) {
            throw new Unavailable("the store is closed", null);
        }
        try {
            return settings.source().getConnection();
        } catch (SQLException e) {
            throw unreachable(operation, e);
        }
    }

    private StoreException unreachable(String operation, SQLException failure) {
        String state = SqlStates.stateOf(failure);
        StoreException mapped = SqlStates.of(operation + " at " + settings.target(), failure);
        return state.isEmpty()
                ? new Unavailable(operation + ": cannot connect to PostgreSQL at " + settings.target(), failure)
                : mapped;
    }

    /** Runs single statements, each its own transaction. */
    <T extends @Nullable Object> T statements(String operation, Work<T> work) {
        try (Turn turn = acquire(operation)) {
            return work.run(turn.connection());
        } catch (SQLException e) {
            throw SqlStates.of(operation, e);
        }
    }

    /** Runs {@code work} in one serializable transaction, again when it met a concurrent one. */
    <T extends @Nullable Object> T transaction(String operation, Work<T> work) {
        for (int attempt = 1; ; attempt++) {
            try (Turn turn = acquire(operation)) {
                return attempt(turn.connection(), operation, work);
            } catch (Conflict e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw new Conflict(attempt, e);
                }
                backOff(attempt);
            }
        }
    }

    private <T extends @Nullable Object> T attempt(Connection connection, String operation, Work<T> work) {
        boolean committing = false;
        try {
            execute(connection, WRITE);
            T result = work.run(connection);
            committing = true;
            execute(connection, "COMMIT");
            return result;
        } catch (SQLException e) {
            rollback(connection);
            throw committing ? SqlStates.ofCommit(operation, e) : SqlStates.of(operation, e);
        } catch (RuntimeException | Error e) {
            rollback(connection);
            throw e;
        }
    }

    private void rollback(Connection connection) {
        try {
            execute(connection, "ROLLBACK");
        } catch (SQLException e) {
            LOG.debug("a connection was lost with its transaction", e);
            pool.evictConnection(connection);
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static void backOff(int attempt) {
        try {
            TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextLong(200, 1_000L * Math.min(attempt, 20)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted between two attempts", e);
        }
    }

    boolean isClosed() {
        return closing;
    }

    int active() {
        return pool.getHikariPoolMXBean().getActiveConnections();
    }

    int waiting() {
        return turns.getQueueLength();
    }

    /** Lets what has a connection finish, within bounds; from now on nobody gets one. */
    @Override
    public void close() {
        closing = true;
        long deadline = System.nanoTime() + MAX_DRAIN.toNanos();
        while (active() > 0
                && System.nanoTime() < deadline
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(500_000);
        }
        pool.close();
    }
}
