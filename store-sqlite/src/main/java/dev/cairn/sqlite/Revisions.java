package dev.cairn.sqlite;

import java.sql.SQLException;

/**
 * Revisions, rising over the whole store. Blocks are reserved in the database ahead of use, so that a restart, also after
 * a crash, never gives one out again, even when the changes that carried it are gone. Used by the lane only.
 */
final class Revisions {
    static final String KEY = "revision_reserved";
    private static final long BLOCK = 1_000_000;

    private long last;
    private long reserved;

    /** Goes on after what an earlier life of the store may have given out. */
    void load(Link link) {
        String stored = link.meta().get(KEY);
        last = stored == null ? 0 : Long.parseLong(stored);
        reserved = last;
    }

    /** Makes sure that {@code count} more can be given out; commits by itself. */
    void reserve(Link link, int count) throws SQLException {
        if (reserved - last < count) {
            long next = last + BLOCK;
            link.beginImmediate();
            try {
                link.meta().set(KEY, Long.toString(next));
                link.commit();
            } catch (SQLException | RuntimeException e) {
                link.rollback();
                throw e;
            }
            reserved = next;
        }
    }

    long next() {
        if (last >= reserved) {
            throw new IllegalStateException("revision " + last + " is the last one reserved");
        }
        return ++last;
    }

    /** At a clean end: nothing beyond what was given out is lost. */
    void giveBack(Link link) {
        if (reserved > last) {
            link.meta().set(KEY, Long.toString(last));
            reserved = last;
        }
    }
}
