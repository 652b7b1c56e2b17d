package dev.cairn.postgres;

import dev.cairn.error.NotFound;
import dev.cairn.error.StoreException;
import dev.cairn.model.Change;
import dev.cairn.model.WorkspaceId;
import dev.cairn.sql.Mappers;
import dev.cairn.sql.SqlConfiguration;
import dev.cairn.sql.SqlLane;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transaction on a pooled connection. Beginning it, looking whether its workspace lives and where its snapshot stands
 * is one message to the server; so is writing its changes and committing. Closing rolls back what was not committed.
 */
final class Session implements AutoCloseable {
    static final String READ = Connections.READ + "; " + Statements.SNAPSHOT;
    static final String WRITE = Connections.WRITE + "; " + Statements.SNAPSHOT;

    private final Connections connections;
    private final String operation;
    private final Connections.Turn turn;
    private final Connection connection;
    private @Nullable SqlLane lane;
    private @Nullable StoreException failure;
    private boolean open;

    Session(Connections connections, String operation) {
        this.connections = connections;
        this.operation = operation;
        this.turn = connections.acquire(operation);
        this.connection = turn.connection();
    }

    /** @throws NotFound kind {@code workspace} */
    PostgresFeed.Snapshot begin(String sql, WorkspaceId workspace) {
        open = true;
        try {
            return begin(connection, sql, workspace);
        } catch (SQLException e) {
            throw failed(SqlStates.of(operation, e));
        }
    }

    static PostgresFeed.Snapshot begin(Connection connection, String sql, WorkspaceId workspace) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, workspace.value());
            statement.execute();
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                if (!row.next()) {
                    throw new NotFound("workspace", workspace.value());
                }
                return PostgresFeed.Snapshot.row(row);
            }
        }
    }

    Mappers mappers(SqlConfiguration sql) {
        SqlLane opened = sql.open(connection, e -> failed(SqlStates.of(operation, e)));
        lane = opened;
        return opened.mappers();
    }

    /**
     * The server refuses whatever follows a failed statement. A closure may have caught the failure and gone on; it then
     * meets the same one again, at the latest when it is to be committed.
     */
    private StoreException failed(StoreException newest) {
        if (failure == null) {
            failure = newest;
        }
        return failure;
    }

    private void refuseFailed() {
        if (failure != null) {
            throw failure;
        }
    }

    void commit() {
        refuseFailed();
        try {
            Connections.execute(connection, "COMMIT");
            open = false;
        } catch (SQLException e) {
            throw failed(SqlStates.ofCommit(operation, e));
        }
    }

    /** Commits with changes; returns the revision. */
    long commit(WorkspaceId workspace, long base, List<Change> changes) {
        refuseFailed();
        try {
            long revision = ChangeLog.commit(connection, workspace, base, changes);
            open = false;
            return revision;
        } catch (SQLException e) {
            throw failed(SqlStates.ofCommit(operation, e));
        }
    }

    @Override
    public void close() {
        if (open) {
            connections.rollback(connection);
        }
        if (lane != null) {
            lane.close();
        }
        turn.close();
    }
}
