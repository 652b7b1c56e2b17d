package dev.cairn.sql.audit;

import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.sql.base.Micros;
import dev.cairn.sql.base.RowMapper;
import dev.cairn.sql.feed.ChangeRow;
import dev.cairn.sql.feed.IdKey;
import java.util.HexFormat;
import java.util.List;

/** How rows become entries of the audit and seals of its chain. */
final class AuditRows {
    private static final RowMapper<AuditEntry> ENTRY = RowMapper.of(
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
                            IdKey.text(row.getObject(8)),
                            IdKey.text(row.getObject(9)),
                            row.getInt(10) == 1 ? ChangeOp.DELETE : ChangeOp.PUT,
                            row.getLong(11))));

    private static final RowMapper<AuditSeal> SEAL = RowMapper.of(
            AuditSeal.class,
            "seq, revision, ordinal, hash",
            row -> new AuditSeal(
                    row.getLong(1),
                    new AuditPlace(row.getLong(2), row.getInt(3)),
                    HexFormat.of().formatHex(row.getBytes(4))));

    static final List<RowMapper<?>> ALL = List.of(ENTRY, SEAL);

    private AuditRows() {}
}
