package dev.cairn.sqlite;

import dev.cairn.model.Change;
import dev.cairn.model.EntityKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What is indexed late. A row into each index costs a write as much as all the rest, and hundreds at once a fraction of that
 * each. So what is new waits until there are {@value #ENOUGH}, and readers look through what waits too. The transaction
 * that brings the last of them puts them all in.
 *
 * <p>The counts need not be exact, and are not where transactions were rolled back: nothing that waits is missed by readers or
 * forgotten by the next gathering. Used by the lane only.
 */
final class Gathering {
    /** More would make writes cheaper, and reads and the write that gathers slower. */
    static final int ENOUGH = 512;

    private final Map<String, Integer> lines = new HashMap<>();
    private int terms;

    /**
     * To be called in the transaction that wrote them.
     *
     * @param changes as they stand in the log, of one revision
     */
    void written(Link link, String workspace, List<Change> changes) {
        terms += (int) changes.stream()
                .filter(change -> change.kind() == EntityKind.MEMORY)
                .count();
        // of a workspace not yet seen, some may wait from an earlier life of the store
        int waiting = lines.getOrDefault(workspace, ENOUGH) + changes.size();
        lines.put(workspace, waiting);
        if (waiting >= ENOUGH) {
            lines(link, workspace, changes.getLast().revision());
        }
        if (terms >= ENOUGH) {
            // half a turn apart from the lines, so that where all that is written is memories no write waits for both
            terms = waiting >= ENOUGH ? ENOUGH / 2 : 0;
            link.gathering().terms();
            link.gathering().termsDone();
        }
    }

    /**
     * Leaves no change or entry of the workspace waiting.
     *
     * @param head the newest revision
     */
    void lines(Link link, String workspace, long head) {
        lines.put(workspace, 0);
        link.gathering().roots(workspace);
        link.gathering().entries(workspace);
        link.gathering().done(workspace, head);
    }

    /** The workspace is gone. */
    void forget(String workspace) {
        lines.remove(workspace);
    }
}
