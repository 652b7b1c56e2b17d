package dev.cairn.sql.audit;

import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.sql.feed.ChangeRow;
import java.util.ArrayList;
import java.util.List;

/**
 * What an entry of the audit says of one change, as stored.
 *
 * @param ordinal its place among those of one transaction, from 0
 * @param kind as in {@link ChangeRow}
 * @param op as in {@link ChangeRow}
 */
public record EntryRow(int ordinal, int kind, String root, String id, int op, long version) {
    static List<EntryRow> of(List<Change> changes) {
        List<EntryRow> rows = new ArrayList<>(changes.size());
        for (Change change : changes) {
            rows.add(new EntryRow(
                    rows.size(),
                    ChangeRow.kind(change.kind()),
                    change.rootId(),
                    change.id(),
                    change.op() == ChangeOp.DELETE ? 1 : 0,
                    change.version()));
        }
        return rows;
    }
}
