package dev.cairn.sql.feed;

import dev.cairn.model.Change;
import dev.cairn.sql.base.Chunks;
import dev.cairn.sql.base.Columns;
import dev.cairn.sql.base.Part;
import dev.cairn.sql.base.RowMapper;
import dev.cairn.sql.base.SqlScope;
import java.util.List;
import org.apache.ibatis.session.SqlSession;

/** The change log behind the feed, over the statements of one connection. How it is read is an engine's own. */
public final class ChangeLog {
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

    public static final Part PART =
            new Part(List.of("dev/cairn/sql/feed/changes.xml"), List.of(ChangeMapper.class), List.of(CHANGE));

    private final ChangeMapper mapper;

    public ChangeLog(SqlSession session) {
        mapper = session.getMapper(ChangeMapper.class);
    }

    /** Writes what one transaction changed. */
    public void append(SqlScope scope, List<Change> changes) {
        ChangeMapper statements = scope.use(mapper);
        Chunks.forEach(ChangeRow.of(changes), some -> {
            if (some.size() == 1) {
                statements.insert(scope.workspace(), some.getFirst());
            } else {
                statements.insertAll(scope.workspace(), some);
            }
        });
    }
}
