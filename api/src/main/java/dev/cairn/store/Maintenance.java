package dev.cairn.store;

import dev.cairn.model.WorkspaceId;
import java.util.Map;

/** Upkeep. Every call is bounded, may be repeated, and may run beside all other work. */
public interface Maintenance {
    /**
     * Drops changes at or below {@code through} that a later change of the same entity has overtaken, and tombstones
     * there. Positions before {@code through}, other than the start, then answer {@code FeedCompacted}; from the start
     * the feed still leads to the current state (FEED-6).
     *
     * @param limit about how many changes to drop, 1 or more
     * @return how many were dropped; fewer than {@code limit} means that nothing is left to drop
     */
    int compactFeed(WorkspaceId workspace, long through, int limit);

    /** Folds write-ahead data into the database and refreshes planner statistics, where the engine has such things. */
    void checkpoint();

    /** Figures by name, such as {@code database_bytes}, {@code wal_bytes}, {@code queued_writes}; units in the name. */
    Map<String, Long> statistics();
}
