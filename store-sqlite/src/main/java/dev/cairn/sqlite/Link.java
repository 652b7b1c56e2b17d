package dev.cairn.sqlite;

import dev.cairn.sql.Mappers;
import dev.cairn.sql.SqlConfiguration;
import dev.cairn.sql.SqlErrors;
import dev.cairn.sql.SqlLane;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A connection, its mappers, and its transaction statements, all prepared once. Used by one thread at a time. */
final class Link implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Link.class);
    private static final SqlErrors ERRORS = SqliteErrors::translate;

    private final Connection connection;
    private final SqlLane lane;
    private final MetaMapper meta;
    private final FeedMapper feed;
    private final PreparedStatement begin;
    private final PreparedStatement beginImmediate;
    private final PreparedStatement commit;
    private final PreparedStatement rollback;
    private final PreparedStatement savepoint;
    private final PreparedStatement release;
    private final PreparedStatement rollbackTo;

    Link(Connection connection, SqlConfiguration configuration) throws SQLException {
        this.connection = connection;
        this.lane = configuration.open(connection, ERRORS);
        this.meta = lane.mapper(MetaMapper.class);
        this.feed = lane.mapper(FeedMapper.class);
        this.begin = connection.prepareStatement("BEGIN");
        this.beginImmediate = connection.prepareStatement("BEGIN IMMEDIATE");
        this.commit = connection.prepareStatement("COMMIT");
        this.rollback = connection.prepareStatement("ROLLBACK");
        this.savepoint = connection.prepareStatement("SAVEPOINT closure");
        this.release = connection.prepareStatement("RELEASE closure");
        this.rollbackTo = connection.prepareStatement("ROLLBACK TO closure");
    }

    Connection connection() {
        return connection;
    }

    Mappers mappers() {
        return lane.mappers();
    }

    MetaMapper meta() {
        return meta;
    }

    FeedMapper feed() {
        return feed;
    }

    void begin() throws SQLException {
        begin.executeUpdate();
    }

    void beginImmediate() throws SQLException {
        beginImmediate.executeUpdate();
    }

    void commit() throws SQLException {
        commit.executeUpdate();
    }

    /** Ends whatever transaction there is; some failures have ended it already. */
    void rollback() {
        try {
            rollback.executeUpdate();
        } catch (SQLException e) {
            // no transaction is open: what was wanted. Anything else shows at the next BEGIN, which is checked.
            LOG.debug("rollback", e);
        }
    }

    void savepoint() throws SQLException {
        savepoint.executeUpdate();
    }

    void release() throws SQLException {
        release.executeUpdate();
    }

    void rollbackToSavepoint() throws SQLException {
        rollbackTo.executeUpdate();
        release.executeUpdate();
    }

    @Override
    public void close() {
        try (Connection closing = connection) {
            lane.close();
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        }
    }
}
