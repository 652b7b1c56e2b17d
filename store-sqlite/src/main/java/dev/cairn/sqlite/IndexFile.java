package dev.cairn.sqlite;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.Pragma;

/**
 * The file beside the database in which things are found: what writing it takes is not taken from the lane
 * ({@link Indexing}). It holds nothing of its own: where it is missing, damaged, of another build or of another life of the
 * database, it is made anew from that.
 */
final class IndexFile {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFile.class);

    /** How the database's connections know the index. Its tables are named without: no others are called so. */
    static final String NAME = "found";

    /** How the connection that writes the index knows the database. */
    static final String DATABASE = "store";

    /** In the database's table {@code meta}: which of its openings the index must have seen. */
    static final String LIFE = "index_life";

    /** In the database's table {@code meta}: up to which row the journal was taken over, since the index goes as far. */
    static final String PLACE = "index_place";

    /** Of the schema. An index of another one is made anew. */
    private static final int VERSION = 1;

    static final int PAGE_BYTES = 8 << 10;

    private IndexFile() {}

    /** Of the database in {@code file}. */
    static Path beside(Path file) {
        return file.resolveSibling(file.getFileName() + "-index");
    }

    /**
     * Has a connection see another database file, for reading: then {@code BEGIN IMMEDIATE} takes no lock for writing on it.
     * It has to exist.
     */
    static void attach(Connection connection, Path file, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("ATTACH ? AS " + name)) {
            statement.setString(1, file.toUri() + "?mode=ro");
            statement.execute();
        }
    }

    /**
     * Opens or makes the index of a database that nobody writes meanwhile.
     *
     * @param life of the database's last opening, which the index must have seen too
     * @param place up to which it has to go; and no further than the journal, since a power failure may have cost the
     *     database more than the index
     * @return the connection that writes the index and sees the database
     */
    static Connection open(SqliteSettings settings, String life, long place) throws SQLException {
        Path file = settings.index();
        if (Files.exists(file)) {
            try {
                Connection connection = connect(settings);
                if (belongs(connection, life, place)) {
                    return connection;
                }
                connection.close();
                LOG.info("{} does not go with the database; it is made anew", file);
            } catch (SQLException e) {
                LOG.warn("{} cannot be used; it is made anew", file, e);
            }
        }
        if (!life.isEmpty() && Files.notExists(file)) {
            LOG.info("{} is missing; it is made anew", file);
        }
        remove(file);
        Connection connection = connect(settings);
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("BEGIN; " + schema() + "; PRAGMA user_version = " + VERSION + "; COMMIT");
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static boolean belongs(Connection connection, String life, long place) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet version = statement.executeQuery("PRAGMA main.user_version")) {
            return version.next() && version.getInt(1) == VERSION && goesWith(connection, life, place);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static boolean goesWith(Connection connection, String life, long place) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 FROM mark WHERE life = ?1 AND place >= ?2"
                        + " AND place <= max(?2, (SELECT coalesce(max(place), 0) FROM store.journal))")) {
            statement.setString(1, life);
            statement.setLong(2, place);
            try (ResultSet row = statement.executeQuery()) {
                return row.next();
            }
        }
    }

    /** Not durable by itself in {@code full} either: what is lost is indexed again. */
    private static Connection connect(SqliteSettings settings) throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setPragma(Pragma.PAGE_SIZE, Integer.toString(PAGE_BYTES));
        config.setPragma(Pragma.JOURNAL_MODE, "wal");
        config.setPragma(Pragma.SYNCHRONOUS, "1");
        config.setPragma(Pragma.TEMP_STORE, "2");
        config.setPragma(Pragma.CACHE_SIZE, Long.toString(-settings.cacheBytes() / 1024));
        config.setPragma(
                Pragma.BUSY_TIMEOUT, Long.toString(settings.busyTimeout().toMillis()));
        config.setGetGeneratedKeys(false);
        Connection connection = config.createConnection("jdbc:sqlite:" + settings.index());
        try (Statement statement = connection.createStatement()) {
            statement.executeUpdate("PRAGMA wal_autocheckpoint = 0");
            attach(connection, settings.file(), DATABASE);
            return connection;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    private static String schema() {
        try (InputStream sql = Objects.requireNonNull(IndexFile.class.getResourceAsStream("index.sql"))) {
            return new String(sql.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void remove(Path file) {
        try {
            for (String suffix : new String[] {"", "-wal", "-shm"}) {
                Files.deleteIfExists(file.resolveSibling(file.getFileName() + suffix));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
