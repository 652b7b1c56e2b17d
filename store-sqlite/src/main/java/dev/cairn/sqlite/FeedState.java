package dev.cairn.sqlite;

import dev.cairn.sql.base.RowMapper;

/**
 * Where a workspace's feed stands.
 *
 * @param born revisions at or below belong to an earlier workspace of the same name
 * @param compacted up to here superseded changes have been dropped
 * @param gathered the last revision in the change log; 0 for none
 * @param waiting the last revision in the journal; 0 for none
 */
record FeedState(long born, long compacted, long gathered, long waiting) {
    static final RowMapper<FeedState> ROW = RowMapper.of(
            FeedState.class,
            "born, compacted, gathered, waiting",
            row -> new FeedState(row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)));

    /** The last revision; 0 before the first. The greatest may have been compacted away; the head never goes back. */
    long head() {
        return Math.max(compacted, Math.max(gathered, waiting));
    }
}
