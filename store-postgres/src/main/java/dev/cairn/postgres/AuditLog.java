package dev.cairn.postgres;

import dev.cairn.model.Change;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.Recording;
import dev.cairn.sql.base.Micros;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

/** The entries that a transaction leaves in the audit, all in one statement, at the revision that {@link ChangeLog} gives. */
final class AuditLog {
    static final String WRITE = """
            INSERT INTO audit_entry (workspace, revision, at, actor, reason, action, ordinal, kind, root_id, id, op, version)
            SELECT ?, ? + pg_current_xact_id()::text::bigint, ?, ?, ?, ?, e.ordinal - 1, e.kind, e.root_id, e.id, e.op,
                   e.version
            FROM unnest(?::int[], ?::text[], ?::text[], ?::int[], ?::bigint[])
                 WITH ORDINALITY AS e (kind, root_id, id, op, version, ordinal)""";

    /** For most transactions: the same without making arrays and reading them. */
    static final String WRITE_ONE = """
            INSERT INTO audit_entry (workspace, revision, at, actor, reason, action, ordinal, kind, root_id, id, op, version)
            VALUES (?, ? + pg_current_xact_id()::text::bigint, ?, ?, ?, ?, 0, ?, ?, ?, ?, ?)""";

    private AuditLog() {}

    /** Returns how many parameters it set. */
    static int set(
            PreparedStatement statement,
            Connection connection,
            WorkspaceId workspace,
            long base,
            Recording recording,
            List<Change> changes)
            throws SQLException {
        int at = 0;
        statement.setString(++at, workspace.value());
        statement.setLong(++at, base);
        statement.setLong(++at, Micros.of(recording.at()));
        statement.setString(++at, recording.by().actor());
        statement.setString(++at, recording.by().reason());
        statement.setString(++at, recording.action());
        return changes.size() == 1
                ? ChangeLog.set(statement, at, changes.getFirst(), Change::id)
                : ChangeLog.set(statement, at, connection, changes, Change::id);
    }
}
