package dev.cairn.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.sqlite.WriteAheadLog.Mode;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FoldingTest {
    private static final int ROWS = 20_000;

    @TempDir
    Path directory;

    private Pragmas pragmas;

    @BeforeEach
    void aDatabaseWithATable() throws Exception {
        pragmas = new Pragmas(limitedTo("4m"));
        pragmas.shape();
        try (Connection connection = pragmas.connect(false);
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE t (a TEXT)");
        }
    }

    private SqliteSettings limitedTo(String limit) {
        return SqliteSettings.of(TestStores.everySetting(directory).with("wal_bytes", limit));
    }

    /** Writes a page or two at a time, as a lane that is never idle; the most pages that the log had. */
    private int write(Connection lane, Checkpoints checkpoints, Link link) throws SQLException {
        int most = 0;
        try (PreparedStatement insert = lane.prepareStatement("INSERT INTO t VALUES (?)")) {
            for (int row = 0; row < ROWS; row++) {
                insert.setString(1, "x".repeat(4_000));
                insert.executeUpdate();
                checkpoints.committed();
                checkpoints.bound(link);
                most = Math.max(most, WriteAheadLog.checkpoint(lane, Mode.NOOP).pages());
            }
        }
        return most;
    }

    @Test
    void theLogOfALaneThatIsNeverIdleBeginsAnew() throws Exception {
        try (Connection lane = pragmas.connect(false);
                Link link = new Link(lane, Engine.STATEMENTS);
                Checkpoints checkpoints = new Checkpoints(limitedTo("4m"), pragmas.connect(false))) {
            checkpoints.start();
            // 4 MiB have 512 pages; a log that never began anew would have more than 20,000
            assertThat(write(lane, checkpoints, link)).isLessThan(4 * 512);
            assertThat(rows(lane)).isEqualTo(ROWS);
        }
    }

    @Test
    void whatIsLeftWhenTheLaneIsIdleIsFoldedInWithoutIt() throws Exception {
        try (Connection lane = pragmas.connect(false);
                Link link = new Link(lane, Engine.STATEMENTS);
                Checkpoints checkpoints = new Checkpoints(limitedTo("1g"), pragmas.connect(false))) {
            write(lane, checkpoints, link);
            assertThat(WriteAheadLog.checkpoint(lane, Mode.NOOP).folded()).isZero();
            checkpoints.start();
            long until = System.nanoTime() + 30_000_000_000L;
            while (WriteAheadLog.checkpoint(lane, Mode.NOOP).pending() > 0) {
                assertThat(System.nanoTime()).isLessThan(until);
            }
            assertThat(rows(lane)).isEqualTo(ROWS);
        }
    }

    /** A reader keeps what it may still need from being folded in: then to try again and again would be in vain. */
    @Test
    void aReaderThatStaysDoesNotMakeItSpin() throws Exception {
        try (Connection lane = pragmas.connect(false);
                Connection reading = pragmas.connect(true);
                Statement reader = reading.createStatement();
                Link link = new Link(lane, Engine.STATEMENTS);
                Checkpoints checkpoints = new Checkpoints(limitedTo("1g"), pragmas.connect(false))) {
            reader.execute("BEGIN");
            assertThat(rows(reading)).isZero();
            write(lane, checkpoints, link);
            checkpoints.start();
            Thread folding = Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().equals("cairn-sqlite-checkpoint"))
                    .findFirst()
                    .orElseThrow();
            // it parks when it has nothing to do; one that spins runs into the time limit
            TestStores.await(() -> folding.getState() == Thread.State.WAITING);
            assertThat(WriteAheadLog.checkpoint(lane, Mode.NOOP).pending()).isPositive();
            reader.execute("COMMIT");
        }
    }

    private static long rows(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT count(*) FROM t")) {
            row.next();
            return row.getLong(1);
        }
    }
}
