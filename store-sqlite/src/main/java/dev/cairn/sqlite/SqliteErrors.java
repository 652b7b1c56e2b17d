package dev.cairn.sqlite;

import dev.cairn.error.Corrupt;
import dev.cairn.error.LimitExceeded;
import dev.cairn.error.OutcomeUnknown;
import dev.cairn.error.Unavailable;
import java.sql.SQLException;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** SQLite's result codes as typed errors. Extended codes carry the primary one in their low byte. */
final class SqliteErrors {
    private static final int MAX_VALUE_BYTES = 1_000_000_000;

    private SqliteErrors() {}

    static RuntimeException translate(SQLException failure) {
        SQLiteErrorCode code = code(failure);
        return switch (primary(code)) {
            case SQLITE_FULL -> new Unavailable("the disk or the database's page limit is full", failure);
            case SQLITE_BUSY, SQLITE_LOCKED ->
                new Unavailable("another program holds a lock on the database file", failure);
            case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH, SQLITE_CANTOPEN ->
                new Unavailable("the database file cannot be written (" + code + ")", failure);
            case SQLITE_IOERR, SQLITE_NOMEM, SQLITE_INTERRUPT, SQLITE_PROTOCOL, SQLITE_NOLFS ->
                new Unavailable("the database file cannot be used now (" + code + ")", failure);
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT ->
                new Corrupt("the database file is damaged (" + code + ")", failure);
            case SQLITE_TOOBIG -> new LimitExceeded("a stored value", MAX_VALUE_BYTES, MAX_VALUE_BYTES + 1L);
            default -> new IllegalStateException("unexpected result of SQLite: " + code, failure);
        };
    }

    /** During COMMIT a failed write to the log may or may not have reached the disk whole. */
    static RuntimeException translateCommit(SQLException failure) {
        return primary(code(failure)) == SQLiteErrorCode.SQLITE_IOERR
                ? new OutcomeUnknown("the database file failed during commit (" + code(failure) + ")", failure)
                : translate(failure);
    }

    private static SQLiteErrorCode code(SQLException failure) {
        return failure instanceof SQLiteException sqlite
                ? sqlite.getResultCode()
                : SQLiteErrorCode.getErrorCode(failure.getErrorCode());
    }

    private static SQLiteErrorCode primary(SQLiteErrorCode code) {
        return code.code < 0 ? code : SQLiteErrorCode.getErrorCode(code.code & 0xff);
    }
}
