package dev.cairn.postgres;

import dev.cairn.model.Change;
import dev.cairn.model.Wire;
import dev.cairn.model.WorkspaceId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Writes the changes of a transaction, all in one statement, and gives them its revision. */
final class ChangeLog {
    /** The base must be the one that this transaction's own snapshot shows. */
    static final String WRITE =
            """
            INSERT INTO change (workspace, revision, place, kind, root_id, id, op, version)
            SELECT ?, ? + pg_current_xact_id()::text::bigint, c.place, c.kind, c.root_id, c.id, c.op, c.version
            FROM unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                 WITH ORDINALITY AS c (kind, root_id, id, op, version, place)
            RETURNING revision""";

    private static final String WRITE_AND_COMMIT = WRITE + "; COMMIT";

    private ChangeLog() {}

    /** Writes and commits in one message; nothing may follow. */
    static long commit(Connection connection, WorkspaceId workspace, long base, List<Change> changes)
            throws SQLException {
        return write(connection, WRITE_AND_COMMIT, workspace, base, changes);
    }

    /** Writes and leaves the transaction open. */
    static long write(Connection connection, WorkspaceId workspace, long base, List<Change> changes)
            throws SQLException {
        return write(connection, WRITE, workspace, base, changes);
    }

    private static long write(
            Connection connection, String sql, WorkspaceId workspace, long base, List<Change> changes)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setString(1, workspace.value());
            statement.setLong(2, base);
            statement.setArray(3, texts(connection, changes, change -> Wire.name(change.kind())));
            statement.setArray(4, texts(connection, changes, Change::rootId));
            statement.setArray(5, texts(connection, changes, Change::id));
            statement.setArray(6, texts(connection, changes, change -> Wire.name(change.op())));
            statement.setArray(
                    7,
                    connection.createArrayOf(
                            "int8", changes.stream().map(Change::version).toArray()));
            statement.execute();
            try (ResultSet rows = statement.getResultSet()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }

    private static java.sql.Array texts(Connection connection, List<Change> changes, Function<Change, String> part)
            throws SQLException {
        return connection.createArrayOf("text", changes.stream().map(part).toArray());
    }
}
