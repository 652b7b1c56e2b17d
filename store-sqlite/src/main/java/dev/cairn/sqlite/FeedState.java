package dev.cairn.sqlite;

import dev.cairn.sql.base.RowMapper;

/**
 * Where a workspace's feed stands.
 *
 * @param born revisions at or below belong to an earlier workspace of the same name
 * @param compacted up to here superseded changes have been dropped
 * @param head the last revision; 0 before the first
 */
record FeedState(long born, long compacted, long head) {
    static final RowMapper<FeedState> ROW = RowMapper.of(
            FeedState.class,
            "born, compacted, head",
            row -> new FeedState(row.getLong(1), row.getLong(2), row.getLong(3)));
}
