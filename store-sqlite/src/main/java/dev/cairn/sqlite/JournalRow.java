package dev.cairn.sqlite;

import dev.cairn.model.Change;
import dev.cairn.spi.ChangeSet;
import dev.cairn.sql.feed.ChangeRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A row of the journal: a line of the change log, and what an entry of the audit says of the same change.
 *
 * @param place see {@link #place}
 * @param told 1 for a line of the change log, 0 where it rides on another: then the row is of the audit alone
 */
public record JournalRow(
        long place,
        int told,
        int kind,
        Object root,
        Object id,
        int op,
        long version,
        @Nullable Long rootVersion) {
    private static final int ORDINAL_BITS = Integer.numberOfTrailingZeros(ChangeSet.MOST);

    /** Revision and ordinal as one number that rises as they do. */
    static long place(long revision, int ordinal) {
        return revision << ORDINAL_BITS | Math.min(ordinal, ChangeSet.MOST - 1);
    }

    /** The revision of a place. */
    static long revision(long place) {
        return place >> ORDINAL_BITS;
    }

    /**
     * The rows of one transaction.
     *
     * @param audited whether those of the audit alone are among them
     */
    static List<JournalRow> of(List<Change> changes, boolean audited) {
        List<ChangeRow> lines = ChangeRow.of(changes);
        List<JournalRow> rows = new ArrayList<>(changes.size());
        int next = 0;
        for (int ordinal = 0; ordinal < changes.size(); ordinal++) {
            if (next < lines.size() && lines.get(next).ordinal() == ordinal) {
                rows.add(of(lines.get(next++), 1));
            } else if (audited) {
                rows.add(of(ChangeRow.of(changes.get(ordinal), ordinal), 0));
            }
        }
        return rows;
    }

    private static JournalRow of(ChangeRow line, int told) {
        return new JournalRow(
                place(line.revision(), line.ordinal()),
                told,
                line.kind(),
                line.root(),
                line.id(),
                line.op(),
                line.version(),
                line.rootVersion());
    }
}
