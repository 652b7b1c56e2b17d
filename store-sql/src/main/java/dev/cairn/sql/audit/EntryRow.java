package dev.cairn.sql.audit;

import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.sql.feed.ChangeRow;
import java.util.List;

/**
 * What an entry of the audit says of one change, as stored.
 *
 * @param kind as in {@link ChangeRow}
 * @param op as in {@link ChangeRow}
 */
public record EntryRow(int kind, String root, String id, int op, long version) {
    static EntryRow of(Change change) {
        return new EntryRow(
                ChangeRow.kind(change.kind()),
                change.rootId(),
                change.id(),
                change.op() == ChangeOp.DELETE ? 1 : 0,
                change.version());
    }

    List<Object> values() {
        return List.of(kind, root, id, op, version);
    }
}
