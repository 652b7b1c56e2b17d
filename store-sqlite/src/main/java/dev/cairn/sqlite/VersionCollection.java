package dev.cairn.sqlite;

import dev.cairn.model.Change;
import dev.cairn.model.EntityKind;
import java.util.List;

/**
 * Removes versions of memories that are kept no longer. Each by itself would cost a page: they lie where they were written, by
 * the order of time. So they are removed in that order, from the first row to the last and again, {@value #ROWS} rows looked at
 * for {@value #ENOUGH} versions written: a round takes half as many writes as there are rows, so that no more of them are too
 * old than are not.
 *
 * <p>Used by the lane only.
 */
final class VersionCollection {
    static final int ENOUGH = 512;
    static final int ROWS = 2 * ENOUGH;

    private long reached;
    private int written;

    /** As part of a transaction that made these changes. */
    void after(Link link, List<Change> changes) {
        for (Change change : changes) {
            if (change.kind() == EntityKind.MEMORY && change.version() > 1) {
                written++;
            }
        }
        if (written >= ENOUGH) {
            written = 0;
            collect(link.chains());
        }
    }

    private void collect(ChainMapper chains) {
        Long to = chains.reach(reached, ROWS);
        chains.collect(reached, to == null ? Long.MAX_VALUE : to);
        reached = to == null ? 0 : to;
    }
}
