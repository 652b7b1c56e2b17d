package dev.cairn.bench.engine;

import dev.cairn.conformance.perf.Floor;
import dev.cairn.sql.feed.IdKey;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicLong;
import org.sqlite.SQLiteConfig;

/**
 * One writing connection, and reading ones, with the store's pragmas but one: the log is folded in as SQLite does by itself,
 * after 1,000 pages, by who writes. The store does that beside its writer, which is a part of what its ratio shows.
 */
final class SqliteFloor implements Floor {
    private static final long CACHE_KIB = 16 * 1024;
    private static final long MMAP_BYTES = 256L << 20;

    /** So many changes at a time are put where their roots find them, as the store does. */
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
        return new SqliteLane(config.createConnection("jdbc:sqlite:" + file), revision);
    }

    @Override
    public void close() {}

    private static final class SqliteLane extends JdbcLane {
        private final AtomicLong revision;
        private final PreparedStatement begin;
        private final PreparedStatement commit;
        private final PreparedStatement change;
        private final PreparedStatement roots;
        private final PreparedStatement gathered;
        private int waiting;

        SqliteLane(Connection connection, AtomicLong revision) throws SQLException {
            super(connection);
            this.revision = revision;
            begin = connection.prepareStatement("BEGIN IMMEDIATE");
            commit = connection.prepareStatement("COMMIT");
            change = connection.prepareStatement(
                    "INSERT INTO change (workspace, revision, ordinal, kind, root_id, id, op, version)"
                            + " VALUES (?, ?, 0, ?, ?, '', 0, ?)");
            roots = connection.prepareStatement(
                    "INSERT INTO change_root SELECT workspace, root_id, revision, ordinal FROM change"
                            + " WHERE workspace = ? AND revision > (SELECT gathered FROM workspace WHERE id = ?)");
            gathered = connection.prepareStatement("UPDATE workspace SET gathered = ? WHERE id = ?");
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
                gather(workspace);
            }
        }

        private void gather(String workspace) throws SQLException {
            roots.setString(1, workspace);
            roots.setString(2, workspace);
            roots.executeUpdate();
            gathered.setLong(1, revision.get());
            gathered.setString(2, workspace);
            one(gathered);
        }
    }
}
