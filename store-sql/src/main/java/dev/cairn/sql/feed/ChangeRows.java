package dev.cairn.sql.feed;

import dev.cairn.sql.base.Columns;
import dev.cairn.sql.base.Part;
import dev.cairn.sql.base.RowMapper;
import java.util.List;

/** How rows become lines of the change log. How it is written and read is an engine's own. */
public final class ChangeRows {
    private static final RowMapper<ChangeRow> CHANGE = RowMapper.of(
            ChangeRow.class,
            "revision, ordinal, kind, root_id, id, op, version, root_version",
            row -> new ChangeRow(
                    row.getLong(1),
                    row.getInt(2),
                    row.getInt(3),
                    row.getObject(4),
                    row.getObject(5),
                    row.getInt(6),
                    row.getLong(7),
                    Columns.number(row, 8)));

    public static final Part PART = new Part(List.of(), List.of(), List.of(CHANGE));

    private ChangeRows() {}
}
