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
                ResultSet row = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
            row.next();
            return new WriteAheadLog(row.getInt(1) != 0, row.getInt(2), row.getInt(3));
        }
    }

    int pending() {
        return pages - folded;
    }
}
