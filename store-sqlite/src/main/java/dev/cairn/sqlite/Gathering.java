package dev.cairn.sqlite;

import dev.cairn.model.Change;
import dev.cairn.model.EntityKind;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.Recording;
import dev.cairn.sql.base.Chunks;
import dev.cairn.sql.base.Micros;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is spread over its tables and indexes late. A row into each of them costs a write more than all the rest, and hundreds
 * at once a fraction of that each. So what is new waits, changes and entries of the audit in the journal and terms of memories
 * beside it, until there are {@value #ENOUGH}, and readers look through what waits too. The transaction that brings the last
 * of them puts them all in.
 *
 * <p>The counts need not be exact, and are not where transactions were rolled back: nothing that waits is missed by readers or
 * forgotten by the next gathering. Used by the lane only.
 */
final class Gathering {
    /** More would make writes cheaper, and reads and the write that gathers slower. */
    static final int ENOUGH = 512;

    // some of each may wait from an earlier life of the store
    private int lines = ENOUGH;
    private int terms = ENOUGH;

    /**
     * Writes what a transaction changed, as its last statements.
     *
     * @param changes of one revision, at least one
     * @param recording what the audit is told of them; null for nothing
     */
    void write(Link link, WorkspaceId workspace, List<Change> changes, @Nullable Recording recording) {
        Long at = recording == null ? null : (Long) Micros.of(recording.at());
        List<JournalRow> rows = JournalRow.of(changes, recording != null);
        Chunks.forEach(rows, some -> {
            if (some.size() == 1) {
                link.journal().insert(workspace.value(), some.getFirst(), at, recording);
            } else {
                link.journal().insertAll(workspace.value(), some, at, recording);
            }
        });
        lines += rows.size();
        for (Change change : changes) {
            terms += change.kind() == EntityKind.MEMORY ? 1 : 0;
        }
        boolean full = lines >= ENOUGH;
        if (full) {
            lines(link);
        }
        if (terms >= ENOUGH) {
            // half a turn apart from the lines, so that where all that is written is memories no write waits for both
            terms = full ? ENOUGH / 2 : 0;
            link.gathering().terms();
            link.gathering().termsDone();
        }
    }

    /** Leaves nothing in the journal. */
    void lines(Link link) {
        lines = 0;
        GatheringMapper statements = link.gathering();
        statements.changes();
        statements.roots();
        statements.entries();
        statements.lookups();
        statements.done();
    }
}
