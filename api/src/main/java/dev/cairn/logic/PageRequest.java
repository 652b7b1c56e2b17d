package dev.cairn.logic;

import org.jspecify.annotations.Nullable;

/**
 * Which part of a list to show.
 *
 * @param limit 1 to {@link Limits#MAX_PAGE}
 * @param cursor {@code next} of the page before; null from the start
 */
public record PageRequest(int limit, @Nullable String cursor, TotalMode total) {
    /** Whether to count all that match. */
    public enum TotalMode {
        NONE,
        /** Counts up to {@link Limits#ESTIMATE}; beyond it the total says "at least". */
        ESTIMATED,
        EXACT
    }

    public PageRequest {
        Inputs.pageLimit(limit);
    }

    public static PageRequest first(int limit) {
        return new PageRequest(limit, null, TotalMode.NONE);
    }
}
