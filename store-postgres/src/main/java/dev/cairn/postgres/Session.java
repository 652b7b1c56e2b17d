package dev.cairn.postgres;

import dev.cairn.error.NotFound;
import dev.cairn.error.StoreException;
import dev.cairn.model.Change;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.Recording;
import dev.cairn.sql.Mappers;
import dev.cairn.sql.Opening;
import dev.cairn.sql.QueryWatch;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One transaction on a pooled connection, or one statement without any. Beginning a transaction, looking whether its
 * workspace lives and where its snapshot stands travel with its first statement; so is writing its changes one message with
 * committing.
 * Closing rolls back what was not committed.
 */
final class Session implements AutoCloseable {
    static final String READ = Connections.READ + "; " + Statements.SNAPSHOT;
    static final String WRITE = Connections.WRITE + "; " + Statements.SNAPSHOT;

    private final String operation;
    private final Connections.Turn turn;
    private final Link link;
    private @Nullable StoreException failure;
    private @Nullable Beginning beginning;
    private boolean open;

    /** @param alike whether embeddings can be compared by the server */
    Session(Connections connections, String operation, boolean alike) {
        this.operation = operation;
        this.turn = connections.acquire(operation);
        try {
            this.link = turn.link(operation);
        } catch (RuntimeException | Error e) {
            turn.close();
            throw e;
        }
        link.report(e -> failed(SqlStates.of(operation, e)));
        link.alike(alike);
    }

    /** The next statement begins a transaction; it may throw {@link NotFound} of kind {@code workspace}. */
    void begin(String sql, WorkspaceId workspace) {
        beginning = new Beginning(sql, workspace);
        link.opening(beginning);
    }

    /**
     * As the transaction sees it; begins it, if no statement has.
     *
     * @throws NotFound kind {@code workspace}
     */
    PostgresFeed.Snapshot snapshot() {
        Beginning begun = Objects.requireNonNull(beginning, "no transaction");
        PostgresFeed.Snapshot known = begun.snapshot;
        if (known != null) {
            return known;
        }
        refuseFailed();
        link.opening(null);
        try {
            return begun.begin();
        } catch (SQLException e) {
            throw failed(SqlStates.of(operation, e));
        }
    }

    /** Begins a transaction, looks whether its workspace lives, and where its snapshot stands. */
    private final class Beginning implements Opening {
        private final String sql;
        private final WorkspaceId workspace;
        private PostgresFeed.@Nullable Snapshot snapshot;

        Beginning(String sql, WorkspaceId workspace) {
            this.sql = sql;
            this.workspace = workspace;
        }

        @Override
        public String text() {
            return sql;
        }

        @Override
        public int set(PreparedStatement statement) throws SQLException {
            open = true;
            statement.setString(1, workspace.value());
            return 1;
        }

        @Override
        public void results(PreparedStatement statement) throws SQLException {
            statement.getMoreResults();
            try (ResultSet row = statement.getResultSet()) {
                snapshot = found(row, workspace);
            }
            statement.getMoreResults();
        }

        @Override
        public void alone() throws SQLException {
            begin();
        }

        PostgresFeed.Snapshot begin() throws SQLException {
            if (open) {
                link.execute("ROLLBACK");
            }
            open = true;
            PostgresFeed.Snapshot begun = Session.begin(link.prepared(sql), workspace);
            snapshot = begun;
            return begun;
        }
    }

    static PostgresFeed.Snapshot begin(PreparedStatement statement, WorkspaceId workspace) throws SQLException {
        statement.setString(1, workspace.value());
        statement.execute();
        statement.getMoreResults();
        try (ResultSet row = statement.getResultSet()) {
            return found(row, workspace);
        }
    }

    private static PostgresFeed.Snapshot found(ResultSet row, WorkspaceId workspace) throws SQLException {
        if (!row.next()) {
            throw new NotFound("workspace", workspace.value());
        }
        return PostgresFeed.Snapshot.row(row);
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

    /** A closure that failed before its first statement: that its workspace is missing says more. */
    void requireBegun() {
        if (failure == null) {
            snapshot();
        }
    }

    void commit() {
        refuseFailed();
        try {
            snapshot();
            link.execute("COMMIT");
            open = false;
        } catch (SQLException e) {
            throw failed(SqlStates.ofCommit(operation, e));
        }
    }

    /** Commits with changes, and what the audit is to be told of them; returns the revision. */
    long commit(WorkspaceId workspace, List<Change> changes, @Nullable Recording recording) {
        refuseFailed();
        try {
            long revision = ChangeLog.commit(link, workspace, snapshot().base(), changes, recording);
            open = false;
            return revision;
        } catch (SQLException e) {
            throw failed(SqlStates.ofCommit(operation, e));
        }
    }

    @Override
    public void close() {
        link.watch(null);
        link.opening(null);
        // also after a failed statement without a transaction: it shows whether the connection is still good
        if (open || failure != null) {
            turn.rollback();
        }
        turn.close();
    }
}
