package dev.cairn.postgres;

import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.WorkspaceId;
import dev.cairn.sql.ChangeRow;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;

/** Writes the changes of a transaction, all in one statement, and gives them its revision. */
final class ChangeLog {
    /** The base must be the one that this transaction's own snapshot shows. */
    static final String WRITE = """
            INSERT INTO change (workspace, revision, ordinal, kind, root_id, id, op, version)
            SELECT ?, ? + pg_current_xact_id()::text::bigint, c.ordinal, c.kind, c.root_id, c.id, c.op, c.version
            FROM unnest(?::int[], ?::text[], ?::text[], ?::int[], ?::bigint[])
                 WITH ORDINALITY AS c (kind, root_id, id, op, version, ordinal)
            RETURNING revision""";

    /** For most transactions: the same without making arrays and reading them. */
    private static final String WRITE_ONE = """
            INSERT INTO change (workspace, revision, ordinal, kind, root_id, id, op, version)
            VALUES (?, ? + pg_current_xact_id()::text::bigint, 1, ?, ?, ?, ?, ?)
            RETURNING revision""";

    private static final String WRITE_AND_COMMIT = WRITE + "; COMMIT";
    private static final String WRITE_ONE_AND_COMMIT = WRITE_ONE + "; COMMIT";

    private ChangeLog() {}

    /** Writes and commits in one message; nothing may follow. */
    static long commit(Link link, WorkspaceId workspace, long base, List<Change> changes) throws SQLException {
        if (changes.size() == 1) {
            return writeOne(link.prepared(WRITE_ONE_AND_COMMIT), workspace, base, changes.getFirst());
        }
        return write(link.connection(), link.prepared(WRITE_AND_COMMIT), workspace, base, changes);
    }

    /** Writes and leaves the transaction open. */
    static long write(Connection connection, WorkspaceId workspace, long base, List<Change> changes)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            return write(connection, statement, workspace, base, changes);
        }
    }

    private static long writeOne(PreparedStatement statement, WorkspaceId workspace, long base, Change change)
            throws SQLException {
        statement.setString(1, workspace.value());
        statement.setLong(2, base);
        statement.setInt(3, ChangeRow.kind(change.kind()));
        statement.setString(4, change.rootId());
        statement.setString(5, shortId(change));
        statement.setInt(6, op(change));
        statement.setLong(7, change.version());
        return revision(statement);
    }

    private static long write(
            Connection connection, PreparedStatement statement, WorkspaceId workspace, long base, List<Change> changes)
            throws SQLException {
        statement.setString(1, workspace.value());
        statement.setLong(2, base);
        statement.setArray(3, array(connection, "int4", changes, change -> ChangeRow.kind(change.kind())));
        statement.setArray(4, array(connection, "text", changes, Change::rootId));
        statement.setArray(5, array(connection, "text", changes, ChangeLog::shortId));
        statement.setArray(6, array(connection, "int4", changes, ChangeLog::op));
        statement.setArray(7, array(connection, "int8", changes, Change::version));
        return revision(statement);
    }

    private static long revision(PreparedStatement statement) throws SQLException {
        statement.execute();
        try (ResultSet rows = statement.getResultSet()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    private static int op(Change change) {
        return change.op() == ChangeOp.DELETE ? 1 : 0;
    }

    private static String shortId(Change change) {
        return change.id().equals(change.rootId()) ? "" : change.id();
    }

    private static Array array(Connection connection, String type, List<Change> changes, Function<Change, Object> part)
            throws SQLException {
        return connection.createArrayOf(type, changes.stream().map(part).toArray());
    }
}
