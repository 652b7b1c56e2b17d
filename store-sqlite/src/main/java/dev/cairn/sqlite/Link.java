package dev.cairn.sqlite;

import dev.cairn.sql.Mappers;
import dev.cairn.sql.QueryWatch;
import dev.cairn.sql.SqlConfiguration;
import dev.cairn.sql.SqlLane;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection, its mappers, and its transaction statements, all prepared once. Used by one thread at a time. */
final class Link implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private final Connection connection;
    private final SqlConfiguration configuration;
    private Statements statements;
    private boolean broken;

    Link(Connection connection, SqlConfiguration configuration) throws SQLException {
        this.connection = connection;
        this.configuration = configuration;
        this.statements = prepare();
    }

    /** Everything that is prepared. */
    private record Statements(
            SqlLane lane,
            MetaMapper meta,
            FeedMapper feed,
            PreparedStatement begin,
            PreparedStatement beginImmediate,
            PreparedStatement commit,
            PreparedStatement rollback,
            PreparedStatement savepoint,
            PreparedStatement release,
            PreparedStatement rollbackTo) {}

    private Statements prepare() throws SQLException {
        SqlLane lane = configuration.open(connection, this::failed, ColumnNames::new);
        return new Statements(
                lane,
                lane.mapper(MetaMapper.class),
                lane.mapper(FeedMapper.class),
                connection.prepareStatement("BEGIN"),
                connection.prepareStatement("BEGIN IMMEDIATE"),
                connection.prepareStatement("COMMIT"),
                connection.prepareStatement("ROLLBACK"),
                connection.prepareStatement("SAVEPOINT closure"),
                connection.prepareStatement("RELEASE closure"),
                connection.prepareStatement("ROLLBACK TO closure"));
    }

    private RuntimeException failed(SQLException failure) {
        broken = true;
        return SqliteErrors.translate(failure);
    }

    /** The driver drops a prepared statement that fails, and it can never be used again: after a failure, see here. */
    boolean broken() {
        return broken;
    }

    /** Prepares everything anew. */
    void renew() throws SQLException {
        Statements old = statements;
        old.lane.close();
        for (PreparedStatement statement : List.of(
                old.begin, old.beginImmediate, old.commit, old.rollback, old.savepoint, old.release, old.rollbackTo)) {
            statement.close();
        }
        statements = prepare();
        broken = false;
    }

    /** Has {@code watch} told of each query; null for none. */
    void watch(@Nullable QueryWatch watch) {
        statements.lane.watch(watch);
    }

    Connection connection() {
        return connection;
    }

    Mappers mappers() {
        return statements.lane.mappers();
    }

    MetaMapper meta() {
        return statements.meta;
    }

    FeedMapper feed() {
        return statements.feed;
    }

    void begin() throws SQLException {
        run(statements.begin);
    }

    void beginImmediate() throws SQLException {
        run(statements.beginImmediate);
    }

    void commit() throws SQLException {
        run(statements.commit);
    }

    /** Ends whatever transaction there is; some failures have ended it already. */
    void rollback() {
        try {
            run(statements.rollback);
        } catch (SQLException e) {
            // no transaction is open: what was wanted. Anything else shows at the next BEGIN, which is checked.
            LOG.debug("rollback", e);
        }
    }

    void savepoint() throws SQLException {
        run(statements.savepoint);
    }

    void release() throws SQLException {
        run(statements.release);
    }

    void rollbackToSavepoint() throws SQLException {
        run(statements.rollbackTo);
        run(statements.release);
    }

    private void run(PreparedStatement statement) throws SQLException {
        try {
            statement.executeUpdate();
        } catch (SQLException e) {
            broken = true;
            throw e;
        }
    }

    @Override
    public void close() {
        try (Connection closing = connection) {
            statements.lane.close();
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
    }
}
