package dev.cairn.postgres;

import dev.cairn.error.NotFound;
import dev.cairn.error.StoreException;
import dev.cairn.model.Change;
import dev.cairn.model.WorkspaceId;
import dev.cairn.sql.Mappers;
import dev.cairn.sql.QueryWatch;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One transaction on a pooled connection, or one statement without any. Beginning a transaction, looking whether its
 * workspace lives and where its snapshot stands is one message to the server; so is writing its changes and committing.
 * Closing rolls back what was not committed.
 */
final class Session implements AutoCloseable {
    static final String READ = Connections.READ + "; " + Statements.SNAPSHOT;
    static final String WRITE = Connections.WRITE + "; " + Statements.SNAPSHOT;

    private final String operation;
    private final Connections.Turn turn;
    private final Link link;
    private @Nullable StoreException failure;
    private boolean open;

    Session(Connections connections, String operation) {
        this.operation = operation;
        this.turn = connections.acquire(operation);
        try {
            this.link = turn.link(operation);
        } catch (RuntimeException | Error e) {
            turn.close();
            throw e;
        }
        link.report(e -> failed(SqlStates.of(operation, e)));
    }

    /** @throws NotFound kind {@code workspace} */
    PostgresFeed.Snapshot begin(String sql, WorkspaceId workspace) {
        open = true;
        try {
            return begin(link.prepared(sql), workspace);
        } catch (SQLException e) {
            throw failed(SqlStates.of(operation, e));
        }
    }

    static PostgresFeed.Snapshot begin(PreparedStatement statement, WorkspaceId workspace) throws SQLException {
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

    /** @throws NotFound kind {@code workspace}, unless something else went wrong before */
    void requireLive(WorkspaceId workspace) {
        if (failure != null) {
            return;
        }
        try {
            PreparedStatement statement = link.prepared(Statements.LIVES);
            statement.setString(1, workspace.value());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new NotFound("workspace", workspace.value());
                }
            }
        } catch (SQLException e) {
            throw failed(SqlStates.of(operation, e));
        }
    }

    void watch(QueryWatch watch) {
        link.watch(watch);
    }

    Mappers mappers() {
        return link.mappers();
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

    void refuseFailed() {
        if (failure != null) {
            throw failure;
        }
    }

    void commit() {
        refuseFailed();
        try {
            link.execute("COMMIT");
            open = false;
        } catch (SQLException e) {
            throw failed(SqlStates.ofCommit(operation, e));
        }
    }

    /** Commits with changes; returns the revision. */
    long commit(WorkspaceId workspace, long base, List<Change> changes) {
        refuseFailed();
        try {
            long revision = ChangeLog.commit(link, workspace, base, changes);
            open = false;
            return revision;
        } catch (SQLException e) {
            throw failed(SqlStates.ofCommit(operation, e));
        }
    }

    @Override
    public void close() {
        link.watch(null);
        // also after a failed statement without a transaction: it shows whether the connection is still good
        if (open || failure != null) {
            turn.rollback();
        }
        turn.close();
    }
}
