package dev.cairn.sql;

import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import java.util.HexFormat;

/** Rows of the audit. */
final class AuditRows {
    static final RowMapper<AuditEntry> ENTRY = RowMapper.of(
            AuditEntry.class,
            "revision, ordinal, at, actor, reason, action, kind, root_id, id, op, version",
            row -> new AuditEntry(
                    row.getInt(2),
                    Micros.instant(row.getLong(3)),
                    row.getString(4),
                    row.getString(5),
                    row.getString(6),
                    new Change(
                            row.getLong(1),
                            ChangeRow.kind(row.getInt(7)),
                            row.getString(8),
                            row.getString(9),
                            row.getInt(10) == 1 ? ChangeOp.DELETE : ChangeOp.PUT,
                            row.getLong(11))));

    static final RowMapper<AuditSeal> SEAL = RowMapper.of(
            AuditSeal.class,
            "seq, revision, ordinal, hash",
            row -> new AuditSeal(
                    row.getLong(1),
                    new AuditPlace(row.getLong(2), row.getInt(3)),
                    HexFormat.of().formatHex(row.getBytes(4))));

    private AuditRows() {}
}
