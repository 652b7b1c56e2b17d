package dev.cairn.sqlite;

import java.sql.SQLException;
import java.sql.Statement;

/**
 * Whether a reader has the file mapped into memory. Reads with no commit between them are quickest so. But with the first read
 * after a commit SQLite unmaps the whole file, on every processor, and pages come back one fault at a time: readers that meet
 * commits again and again do without. Used by one thread at a time.
 */
final class Mapping {
    /** What a read that meets a commit loses, in what a read that meets none gains; measured 350 us against 5 us. */
    private static final int LOSS = 32;

    /** From so much lost on the file is not mapped, until all of it was gained again. */
    private static final int MUCH = 16 * LOSS;

    private final long bytes;
    private long seen;
    private int lost;
    private boolean mapped = true;

    /** @param bytes of the file that are mapped at most; 0 where it never is */
    Mapping(long bytes) {
        this.bytes = bytes;
    }

    /**
     * To be called before each read.
     *
     * @param commits how many there were
     */
    void before(Link link, long commits) throws SQLException {
        if (bytes == 0) {
            return;
        }
        lost = commits == seen ? Math.max(0, lost - 1) : Math.min(MUCH, lost + LOSS);
        seen = commits;
        if (mapped ? lost == MUCH : lost == 0) {
            mapped = !mapped;
            try (Statement statement = link.connection().createStatement()) {
                statement.execute("PRAGMA mmap_size = " + (mapped ? bytes : 0));
            }
        }
    }
}
