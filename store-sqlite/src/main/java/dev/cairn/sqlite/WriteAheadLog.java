package dev.cairn.sqlite;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * How far the write-ahead log is, as a checkpoint reports it.
 *
 * @param busy whether readers or writers kept a checkpoint from what it was to do
 * @param pages in the log
 * @param folded of them in the file already
 */
record WriteAheadLog(boolean busy, int pages, int folded) {
    /** How long a log that is to be cut waits for readers that began before. */
    private static final int PATIENCE_MILLIS = 50;

    /** What a checkpoint does. */
    enum Mode {
        /** Nothing. */
        NOOP,
        /** Folds in what it can without waiting for anyone. */
        PASSIVE,
        /** Waits for everyone, folds in everything and cuts the log. */
        TRUNCATE
    }

    static WriteAheadLog checkpoint(Connection connection, Mode mode) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA main.wal_checkpoint(" + mode + ")")) {
            row.next();
            return new WriteAheadLog(row.getInt(1) != 0, row.getInt(2), row.getInt(3));
        }
    }

    /**
     * Folds the log in and cuts it, as far as readers allow within {@value #PATIENCE_MILLIS} ms; true when all of it.
     *
     * @param busyMillis the connection's {@code busy_timeout}
     */
    static boolean truncate(Connection connection, long busyMillis) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA busy_timeout = " + PATIENCE_MILLIS);
            try {
                return !checkpoint(connection, Mode.TRUNCATE).busy();
            } finally {
                statement.executeUpdate("PRAGMA busy_timeout = " + busyMillis);
            }
        }
    }

    int pending() {
        return pages - folded;
    }
}
