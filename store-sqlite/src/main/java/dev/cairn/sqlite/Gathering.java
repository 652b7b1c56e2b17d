package dev.cairn.sqlite;

import dev.cairn.model.Change;
import dev.cairn.model.EntityKind;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.Recording;
import dev.cairn.sql.base.Chunks;
import dev.cairn.sql.base.Micros;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is spread over its tables and indexes late. A row into each of them costs a write more than all the rest, and hundreds
 * at once a fraction of that each. So what is new waits, changes and entries of the audit in the journal and terms of memories
 * beside it, and readers look through what waits too.
 *
 * <p>When {@value #ENOUGH} of either wait, they are taken into the index, by another thread ({@link Indexing}). A later
 * transaction of the lane then takes the lines over into the change log and the audit, and lets go of the terms. In this order, so
 * that what is there is always found.
 *
 * <p>The counts need not be exact, and are not where transactions were rolled back: nothing that waits is missed by readers or
 * forgotten by the next gathering. Used by the lane only.
 */
final class Gathering {
    private static final Logger LOG = LoggerFactory.getLogger(Gathering.class);

    /** More would make writes cheaper, and reads slower. */
    static final int ENOUGH = 512;

    /** So much waits only where the index does not keep up: then the lane takes part. */
    private static final int TOO_MUCH = 8 * ENOUGH;

    private int lines;
    private int terms;

    /** Null until the schema is known to be this build's. */
    private @Nullable Indexing index;

    /** Up to where all was taken over, and committed. */
    private Indexing.Reached taken = Indexing.Reached.NOTHING;

    /** The same for the transaction that runs. */
    private Indexing.Reached taking = taken;

    /** From now on the index is there. */
    void follow(Indexing indexing) {
        index = indexing;
    }

    /** To be called between two transactions. */
    void bound() {
        Indexing indexing = index;
        if (indexing == null || Math.max(lines, terms) < TOO_MUCH || indexing.failing()) {
            return;
        }
        try {
            indexing.takeIn();
        } catch (RuntimeException e) {
            LOG.warn("the index cannot be written; what is new is looked for one by one", e);
        }
    }

    /** To be called after a commit. */
    void committed() {
        Indexing indexing = index;
        if (indexing != null && Math.max(lines, terms) >= ENOUGH) {
            indexing.want();
        }
    }

    /**
     * How far the index goes, for {@link #begin}. To be asked before a transaction begins: then what that sees of the index goes
     * as far at least.
     */
    Indexing.Reached reached() {
        Indexing indexing = index;
        return indexing == null ? taken : indexing.reached();
    }

    /** As the first thing in a transaction: takes over what the index has reached. */
    void begin(Link link, Indexing.Reached reached) {
        GatheringMapper statements = link.gathering();
        if (reached.lines() > taken.lines()) {
            statements.changes(reached.lines());
            statements.entries(reached.lines());
            statements.done(reached.lines());
            lines = statements.lines(reached.lines());
            link.meta().set(IndexFile.PLACE, Long.toString(reached.lines()));
        }
        if (reached.terms() > taken.terms()) {
            statements.termsDone(reached.terms());
            terms = statements.terms();
        }
        taking = reached;
    }

    /** What the transaction took over is so for good. */
    void end() {
        taken = taking;
    }

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
    }
}
