package dev.cairn.server.figures;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteConfig;

/** One writing connection with transactions of 100, and reading ones, with the store's pragmas. */
final class SqliteFloor extends JdbcFloor {
    private static final int BATCH = 100;
    private static final int READERS = 8;

    private final List<Lane> lanes = new ArrayList<>();
    private long revision = 1L << 40;

    /** @param file a database that the store created and closed */
    SqliteFloor(Path file) throws Exception {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.enforceForeignKeys(true);
        config.setCacheSize(-16 * 1024);
        config.setPragma(SQLiteConfig.Pragma.MMAP_SIZE, Long.toString(256L << 20));
        config.setTempStore(SQLiteConfig.TempStore.MEMORY);
        for (int i = 0; i <= READERS; i++) {
            lanes.add(new Lane(config.createConnection("jdbc:sqlite:" + file)));
        }
    }

    @Override
    public String label() {
        return "one connection, transactions of " + BATCH;
    }

    @Override
    public void create(int count) throws Exception {
        Lane writer = lanes.getFirst();
        Connection connection = writer.connection;
        connection.setAutoCommit(false);
        try (PreparedStatement change = connection.prepareStatement(
                "INSERT INTO change (workspace, revision, ordinal, kind, root_id, id, op, version)"
                        + " VALUES (?, ?, 0, 1, ?, '', 0, 1)")) {
            for (int i = 1; i <= count; i++) {
                change.setString(1, WORKSPACE);
                change.setLong(2, ++revision);
                change.setString(3, writer.insert());
                change.executeUpdate();
                if (i % BATCH == 0 || i == count) {
                    connection.commit();
                }
            }
        }
        connection.setAutoCommit(true);
    }

    @Override
    public List<String> ids(int count) throws Exception {
        return ids(lanes.getFirst().connection, count);
    }

    @Override
    public void read(List<String> ids, int threads) throws Exception {
        spread(lanes.subList(1, 1 + Math.min(threads, READERS)), ids.size(), (lane, from, to) -> {
            for (int i = from; i < to; i++) {
                lane.find(ids.get(i));
            }
        });
    }

    @Override
    public void close() throws Exception {
        for (Lane lane : lanes) {
            lane.connection.close();
        }
    }
}
