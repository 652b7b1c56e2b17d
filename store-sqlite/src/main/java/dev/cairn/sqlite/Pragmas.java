package dev.cairn.sqlite;

import dev.cairn.error.Unavailable;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;

/** The pragmas of every connection: given as connection properties, read back, and refused when they differ. */
final class Pragmas {
    private static final long KIB = 1024;

    /**
     * Of pages of 4 KiB, SQLite's default, one would hold a single chunk of a hundred log lines, about 2 KiB, and stay half
     * empty.
     */
    private static final long PAGE_BYTES = 8 * KIB;

    private final SqliteSettings settings;

    /** As SQLite reports them. */
    private final Map<String, String> expected = new LinkedHashMap<>();

    Pragmas(SqliteSettings settings) {
        this.settings = settings;
        expected.put("journal_mode", "wal");
        expected.put("synchronous", settings.synchronous().equals("full") ? "2" : "1");
        expected.put("foreign_keys", "1");
        expected.put("busy_timeout", Long.toString(settings.busyTimeout().toMillis()));
        expected.put("cache_size", Long.toString(-settings.cacheBytes() / KIB));
        expected.put("mmap_size", Long.toString(settings.mmapBytes()));
        expected.put("temp_store", "2");
        // see Folding
        expected.put("wal_autocheckpoint", "0");
    }

    /** Gives a new database its page size, which it keeps for life; another one is left as it is. */
    void shape() throws SQLException {
        if (Files.exists(settings.file())) {
            return;
        }
        SQLiteConfig config = new SQLiteConfig();
        config.setPragma(Pragma.PAGE_SIZE, Long.toString(PAGE_BYTES));
        try (Connection connection = config.createConnection("jdbc:sqlite:" + settings.file());
                Statement statement = connection.createStatement()) {
            // the first thing that writes the file
            statement.execute("PRAGMA journal_mode = wal");
        }
    }

    Connection connect(boolean readOnly) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        expected.forEach((name, value) -> config.setPragma(pragma(name), value));
        config.setGetGeneratedKeys(false);
        Connection connection = config.createConnection("jdbc:sqlite:" + settings.file());
        try {
            if (readOnly) {
                try (Statement statement = connection.createStatement()) {
                    statement.executeUpdate("PRAGMA query_only = 1");
                }
            }
            verify(readBack(connection));
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static Pragma pragma(String name) {
        return switch (name) {
            case "journal_mode" -> Pragma.JOURNAL_MODE;
            case "synchronous" -> Pragma.SYNCHRONOUS;
            case "foreign_keys" -> Pragma.FOREIGN_KEYS;
            case "busy_timeout" -> Pragma.BUSY_TIMEOUT;
            case "cache_size" -> Pragma.CACHE_SIZE;
            case "mmap_size" -> Pragma.MMAP_SIZE;
            case "temp_store" -> Pragma.TEMP_STORE;
            case "wal_autocheckpoint" -> Pragma.WAL_AUTOCHECKPOINT;
            default -> throw new IllegalArgumentException(name);
        };
    }

    /** @throws Unavailable naming the pragma that the engine did not take */
    void verify(Map<String, String> actual) {
        expected.forEach((name, value) -> {
            String found = actual.get(name);
            if (!value.equals(found)) {
                throw new Unavailable(
                        "SQLite did not take the setting " + name + " = " + value + ", it says " + found, null);
            }
        });
    }

    Map<String, String> readBack(Connection connection) throws SQLException {
        Map<String, String> actual = new LinkedHashMap<>();
        try (Statement statement = connection.createStatement()) {
            for (String name : expected.keySet()) {
                try (ResultSet row = statement.executeQuery("PRAGMA " + name)) {
                    actual.put(name, row.next() ? row.getString(1) : "nothing");
                }
            }
        }
        return actual;
    }
}
