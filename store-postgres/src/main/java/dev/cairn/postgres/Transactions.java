package dev.cairn.postgres;

import dev.cairn.error.NotFound;
import dev.cairn.model.WorkspaceId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Runs closures. Beginning a transaction, looking whether its workspace lives and where its snapshot stands is one
 * message; so is writing its changes and committing.
 */
final class Transactions {
    static final String BEGIN_READ = Connections.READ + "; " + Statements.SNAPSHOT;
    static final String BEGIN_WRITE = Connections.WRITE + "; " + Statements.SNAPSHOT;

    private final Connections connections;

    Transactions(Connections connections) {
        this.connections = connections;
    }

    /** @throws NotFound kind {@code workspace}; the transaction is open also then */
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

    <T, X extends Exception> T read(WorkspaceId w, String o, dev.cairn.store.Read<T, X> work) throws X { throw new UnsupportedOperationException(); }
    <T, X extends Exception> dev.cairn.store.Committed<T> write(WorkspaceId w, String o, dev.cairn.store.Write<T, X> work) throws X { throw new UnsupportedOperationException(); }
}
