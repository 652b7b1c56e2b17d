package dev.cairn.bench.engine;

import dev.cairn.conformance.perf.Floor;
import dev.cairn.sql.feed.IdKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.SQLiteConfig;

/**
 * One writing connection, and reading ones, with the store's pragmas but one: the log is folded in as SQLite does by itself,
 * after 1,000 pages, by who writes, who also writes the index. The store does both beside its writer, which is a part of what its
 * ratio shows.
 */
final class SqliteFloor implements Floor {
    private static final long CACHE_KIB = 16 * 1024;
    private static final long MMAP_BYTES = 256L << 20;

    /** So many changes at a time are put into the change log and where their roots find them, as the store does. */
    private static final int GATHER = 512;

    private final Path file;

    /** Above whatever the store gave out. */
    private final AtomicLong revision = new AtomicLong(1L << 40);

    /** @param file a database that the store created and closed */
    SqliteFloor(Path file) {
        this.file = file;
    }

    @Override
    public int group() {
        return 100;
    }

    @Override
    public int writers() {
        return 1;
    }

    @Override
    public Lane lane() throws SQLException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.enforceForeignKeys(true);
        config.setCacheSize(-(int) CACHE_KIB);
        config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, Long.toString(MMAP_BYTES));
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        Connection connection = config.createConnection("jdbc:sqlite:" + file);
        try (PreparedStatement attach = connection.prepareStatement("ATTACH ? AS found");
                Statement synchronous = connection.createStatement()) {
            attach.setString(
                    1, file.resolveSibling(file.getFileName() + "-index").toString());
            attach.executeUpdate();
            synchronous.executeUpdate("PRAGMA found.synchronous = normal");
        }
        return new SqliteLane(connection, revision);
    }

    @Override
    public void close() {}

    private static final class SqliteLane extends JdbcLane {
        private final AtomicLong revision;
        private final PreparedStatement begin;
        private final PreparedStatement commit;
        private final PreparedStatement change;
        private final List<PreparedStatement> gathering;
        private int waiting;

        SqliteLane(Connection connection, AtomicLong revision) throws SQLException {
            super(connection);
            this.revision = revision;
            begin = connection.prepareStatement("BEGIN IMMEDIATE");
            commit = connection.prepareStatement("COMMIT");
            change = connection.prepareStatement(
                    "INSERT INTO journal (workspace, place, told, kind, root_id, id, op, version)"
                            + " VALUES (?, ? << 20, 1, ?, ?, '', 0, ?)");
            gathering = List.of(
                    connection.prepareStatement("INSERT INTO change"
                            + " SELECT workspace, place >> 20, place & 1048575, kind, root_id, id, op, version, root_version"
                            + " FROM journal WHERE told = 1"),
                    connection.prepareStatement("INSERT OR IGNORE INTO change_root"
                            + " SELECT workspace, root_id, place >> 20, place & 1048575 FROM journal WHERE told = 1"),
                    connection.prepareStatement("DELETE FROM journal"));
        }

        @Override
        public void transaction(Work work) throws Exception {
            begin.executeUpdate();
            work.run();
            commit.executeUpdate();
        }

        @Override
        void change(String workspace, int kind, String root, long version) throws SQLException {
            change.setString(1, workspace);
            change.setLong(2, revision.incrementAndGet());
            change.setInt(3, kind);
            change.setObject(4, IdKey.of(root));
            change.setLong(5, version);
            one(change);
            if (++waiting == GATHER) {
                waiting = 0;
                for (PreparedStatement statement : gathering) {
                    statement.executeUpdate();
                }
            }
        }
    }
}
