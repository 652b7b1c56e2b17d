package dev.cairn.bench.engine;

import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Floor;
import dev.cairn.postgres.TestPostgres;
import dev.cairn.spi.StoreSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * PostgreSQL: {@code CAIRN_TEST_POSTGRES_URL}, a container, or the embedded binaries with fsync on; a new database for
 * each measurement.
 */
final class PostgresBackend implements Backend {
    private final TestPostgres server = TestPostgres.get();
    private final List<String> made = new CopyOnWriteArrayList<>();

    @Override
    public String name() {
        return "postgres";
    }

    @Override
    public Database create() {
        String url = database();
        return new StoreDatabase(StoreSettings.of("postgres", Map.of("url", url))) {
            @Override
            Floor openFloor() {
                return new PostgresFloor(url);
            }

            @Override
            public long bytes() throws SQLException {
                try (Connection connection = DriverManager.getConnection(url);
                        Statement statement = connection.createStatement()) {
                    statement.execute("CHECKPOINT");
                    try (ResultSet row = statement.executeQuery("SELECT pg_database_size(current_database())")) {
                        row.next();
                        return row.getLong(1);
                    }
                }
            }

            @Override
            void remove() {
                server.drop(url);
            }
        };
    }

    private String database() {
        String url = server.newDatabase();
        made.add(url);
        return url;
    }

    @Override
    public Map<String, String> serverEnvironment() {
        String url = database();
        return Map.of("CAIRN_BACKEND", "postgres", "CAIRN_POSTGRES_URL", url);
    }

    @Override
    public void close() {
        made.forEach(server::drop);
    }
}
