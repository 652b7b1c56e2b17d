package dev.cairn.postgres;

import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.Recording;
import dev.cairn.sql.feed.ChangeRow;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

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
    private static final String RECORD_AND_COMMIT = AuditLog.WRITE + "; " + WRITE_AND_COMMIT;
    private static final String RECORD_ONE_AND_COMMIT = AuditLog.WRITE_ONE + "; " + WRITE_ONE_AND_COMMIT;

    private ChangeLog() {}

    /**
     * Writes and commits in one message; nothing may follow.
     *
     * @param recording what the audit is to be told; null for nothing
     */
    static long commit(Link link, WorkspaceId workspace, long base, List<Change> changes, @Nullable Recording recording)
            throws SQLException {
        boolean one = changes.size() == 1;
        if (recording == null) {
            return write(
                    link.connection(),
                    link.prepared(one ? WRITE_ONE_AND_COMMIT : WRITE_AND_COMMIT),
                    0,
                    workspace,
                    base,
                    changes,
                    one);
        }
        PreparedStatement statement = link.prepared(one ? RECORD_ONE_AND_COMMIT : RECORD_AND_COMMIT);
        int before = AuditLog.set(statement, link.connection(), workspace, base, recording, changes);
        return write(link.connection(), statement, before, workspace, base, changes, one);
    }

    /** Writes and leaves the transaction open. */
    static long write(Connection connection, WorkspaceId workspace, long base, List<Change> changes)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(WRITE)) {
            return write(connection, statement, 0, workspace, base, changes, false);
        }
    }

    /** @param before how many parameters stand before these */
    private static long write(
            Connection connection,
            PreparedStatement statement,
            int before,
            WorkspaceId workspace,
            long base,
            List<Change> changes,
            boolean alone)
            throws SQLException {
        statement.setString(before + 1, workspace.value());
        statement.setLong(before + 2, base);
        if (alone) {
            set(statement, before + 2, changes.getFirst(), ChangeLog::shortId);
        } else {
            set(statement, before + 2, connection, changes, ChangeLog::shortId);
        }
        statement.execute();
        if (before > 0) {
            statement.getMoreResults();
        }
        try (ResultSet rows = statement.getResultSet()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** One change as five parameters; returns how many there are then. */
    static int set(PreparedStatement statement, int before, Change change, Function<Change, String> id)
            throws SQLException {
        statement.setInt(before + 1, ChangeRow.kind(change.kind()));
        statement.setString(before + 2, change.rootId());
        statement.setString(before + 3, id.apply(change));
        statement.setInt(before + 4, op(change));
        statement.setLong(before + 5, change.version());
        return before + 5;
    }

    /** The same of several, as arrays. */
    static int set(
            PreparedStatement statement,
            int before,
            Connection connection,
            List<Change> changes,
            Function<Change, String> id)
            throws SQLException {
        statement.setArray(before + 1, array(connection, "int4", changes, change -> ChangeRow.kind(change.kind())));
        statement.setArray(before + 2, array(connection, "text", changes, Change::rootId));
        statement.setArray(before + 3, array(connection, "text", changes, id::apply));
        statement.setArray(before + 4, array(connection, "int4", changes, ChangeLog::op));
        statement.setArray(before + 5, array(connection, "int8", changes, Change::version));
        return before + 5;
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
