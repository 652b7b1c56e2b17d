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
import org.sqlite.SQLiteConnection;
import org.sqlite.core.DB;

/** A connection, its mappers, and its transaction statements, all prepared once. Used by one thread at a time. */
final class Link implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);

    private final Connection connection;
    private final DB database;
    private final SqlConfiguration configuration;
    private Statements statements;
    private boolean writing;
    private @Nullable RuntimeException failure;

    Link(Connection connection, SqlConfiguration configuration) throws SQLException {
        this.connection = connection;
        this.database = connection.unwrap(SQLiteConnection.class).getDatabase();
        this.configuration = configuration;
        this.statements = prepare();
    }

    /** Everything that is prepared. */
    private record Statements(
            SqlLane lane,
            MetaMapper meta,
            FeedMapper feed,
            JournalMapper journal,
            GatheringMapper gathering,
            ChainMapper chains,
            EventPurgeMapper events,
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
                lane.mapper(JournalMapper.class),
                lane.mapper(GatheringMapper.class),
                lane.mapper(ChainMapper.class),
                lane.mapper(EventPurgeMapper.class),
                connection.prepareStatement("BEGIN"),
                connection.prepareStatement("BEGIN IMMEDIATE"),
                connection.prepareStatement("COMMIT"),
                connection.prepareStatement("ROLLBACK"),
                connection.prepareStatement("SAVEPOINT closure"),
                connection.prepareStatement("RELEASE closure"),
                connection.prepareStatement("ROLLBACK TO closure"));
    }

    private RuntimeException failed(SQLException e) {
        RuntimeException translated = SqliteErrors.translate(e);
        remember(translated);
        if (writing) {
            keepFromCommitting();
        }
        return translated;
    }

    private void remember(RuntimeException first) {
        if (failure == null) {
            failure = first;
        }
    }

    /** Some failures (disk full, I/O) end the transaction; then what its closure still writes would commit by itself. */
    private void keepFromCommitting() {
        try {
            statements.begin.executeUpdate();
        } catch (SQLException e) {
            LOG.trace("the transaction goes on", e);
        }
    }

    /** The driver drops a prepared statement that fails, and it can never be used again: after a failure, see here. */
    boolean broken() {
        return failure != null;
    }

    /** The first failure since everything was prepared; null for none. */
    @Nullable
    RuntimeException failure() {
        return failure;
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
        failure = null;
    }

    /**
     * From now on only this begins and ends transactions. The driver, where it is to commit by itself, looks after each
     * statement whether one is open, by trying to begin one.
     */
    void ownTransactions() throws SQLException {
        if (connection.getAutoCommit()) {
            connection.setAutoCommit(false);
            // with which the driver has begun one
            commit();
        }
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

    JournalMapper journal() {
        return statements.journal;
    }

    GatheringMapper gathering() {
        return statements.gathering;
    }

    ChainMapper chains() {
        return statements.chains;
    }

    EventPurgeMapper events() {
        return statements.events;
    }

    void begin() throws SQLException {
        run(statements.begin);
    }

    void beginImmediate() throws SQLException {
        run(statements.beginImmediate);
        writing = true;
    }

    void commit() throws SQLException {
        writing = false;
        run(statements.commit);
    }

    /** Ends whatever transaction there is; some failures have ended it already. */
    void rollback() {
        writing = false;
        try {
            run(statements.rollback);
        } catch (SQLException e) {
            // no transaction is open: what was wanted. Anything else shows at the next BEGIN, which is checked.
            LOG.debug("rollback", e);
        }
    }

    /** Rows that were written since the connection was opened; those of a statement that failed are not among them. */
    long changes() throws SQLException {
        return database.total_changes();
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
            remember(SqliteErrors.translate(e));
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
