package dev.cairn.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TestPostgresTest {
    @Test
    void aFreshDatabaseIsEmpty() throws SQLException {
        String url = TestPostgres.get().newDatabase();
        assertThat(ask(url, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
                .isEqualTo("0");
        TestPostgres.get().drop(url);
        assertThatThrownBy(() -> ask(url, "SELECT 1")).isInstanceOf(SQLException.class);
    }

    @Test
    void aKilledServerComesBackWithWhatWasCommitted() throws SQLException {
        try (EmbeddedServer server = TestPostgres.embedded(Map.of())) {
            String url = server.url("postgres");
            assertThat(ask(url, "SHOW fsync")).isEqualTo("on");
            ask(url, "CREATE TABLE t(a int); INSERT INTO t VALUES (7)");
            server.kill();
            assertThatThrownBy(() -> ask(url, "SELECT 1")).isInstanceOf(SQLException.class);
            server.restart();
            assertThat(ask(url, "SELECT a FROM t")).isEqualTo("7");
        }
    }

    private static String ask(String url, String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            if (!statement.execute(sql)) {
                return "";
            }
            try (ResultSet result = statement.getResultSet()) {
                result.next();
                return result.getString(1);
            }
        }
    }
}
