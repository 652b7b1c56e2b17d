package dev.cairn.sqlite;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MappingTest {
    private static final long BYTES = 1L << 20;

    @TempDir
    Path directory;

    private Connection connect() throws SQLException {
        Connection connection = DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("mapped.db"));
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA mmap_size = " + BYTES);
        }
        return connection;
    }

    private static long mapped(Link link) throws SQLException {
        try (Statement statement = link.connection().createStatement();
                ResultSet row = statement.executeQuery("PRAGMA mmap_size")) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void aReaderThatMeetsCommitsAgainAndAgainDoesWithoutUntilItMeetsNone() throws Exception {
        try (Link link = new Link(connect(), Engine.STATEMENTS)) {
            Mapping mapping = new Mapping(BYTES);
            long commits = 7;
            mapping.before(link, commits);
            assertThat(mapped(link)).isEqualTo(BYTES);
            for (int i = 0; i < 100; i++) {
                mapping.before(link, ++commits);
            }
            assertThat(mapped(link)).isZero();
            for (int i = 0; i < 100; i++) {
                mapping.before(link, commits);
            }
            assertThat(mapped(link)).as("after a few").isZero();
            for (int i = 0; i < 1_000; i++) {
                mapping.before(link, commits);
            }
            assertThat(mapped(link)).as("after many").isEqualTo(BYTES);
        }
    }

    @Test
    void aCommitNowAndThenIsNoReason() throws Exception {
        try (Link link = new Link(connect(), Engine.STATEMENTS)) {
            Mapping mapping = new Mapping(BYTES);
            for (int i = 0; i < 10_000; i++) {
                mapping.before(link, i / 40);
                assertThat(mapped(link)).isEqualTo(BYTES);
            }
        }
    }

    @Test
    void whatIsSwitchedOffStaysOff() throws Exception {
        try (Link link = new Link(connect(), Engine.STATEMENTS)) {
            Mapping mapping = new Mapping(0);
            for (int i = 0; i < 100; i++) {
                mapping.before(link, i);
            }
            assertThat(mapped(link)).as("as it was").isEqualTo(BYTES);
        }
    }
}
