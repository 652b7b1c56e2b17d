package dev.cairn.sqlite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Keeps the write-ahead log bounded. SQLite folds it in by itself after every thousand pages, but begins it anew only at a
 * moment without readers; under steady load there is none, so the lane now and then waits a little for one.
 */
final class Checkpoints {
    /** How long a checkpoint holds the lane for readers that began before. */
    private static final int PATIENCE_MILLIS = 50;

    private static final long PAUSE_NANOS = 1_000_000_000;

    private final Path wal;
    private final long limit;
    private final long busyMillis;
    private long lastTried = System.nanoTime() - PAUSE_NANOS;

    Checkpoints(SqliteSettings settings) {
        this.wal = settings.wal();
        this.limit = settings.walBytes();
        this.busyMillis = settings.busyTimeout().toMillis();
    }

    /** Size of the log in bytes; 0 when there is none. */
    long bytes() {
        try {
            return Files.size(wal);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            return -1;
        }
    }

    /** Cuts the log when it is too long, at most once a second. */
    void bound(Link link) throws SQLException {
        if (bytes() > limit && System.nanoTime() - lastTried >= PAUSE_NANOS) {
            truncate(link);
            lastTried = System.nanoTime();
        }
    }

    /** Folds the log in and cuts it, as far as readers allow; true when all of it. */
    boolean truncate(Link link) throws SQLException {
        try (Statement statement = link.connection().createStatement()) {
            statement.executeUpdate("PRAGMA busy_timeout = " + PATIENCE_MILLIS);
            try (ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(TRUNCATE)")) {
                return row.next() && row.getInt(1) == 0;
            } finally {
                statement.executeUpdate("PRAGMA busy_timeout = " + busyMillis);
            }
        }
    }
}
