package dev.cairn.sqlite;

import dev.cairn.error.SchemaMismatch;
import dev.cairn.store.Migration;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.sqlite.SQLiteDataSource;

/**
 * The schema's versions. Flyway writes them and keeps the history; whether there is anything for it to do is asked first
 * with one query, since it takes several hundred milliseconds to come up. The directory lock keeps other processes out.
 */
final class SqliteSchema {
    /** What this build works with: the greatest version in the migration folder. */
    static final int VERSION = 5;

    private static final String HISTORY = "schema_history";

    private final SqliteSettings settings;

    SqliteSchema(SqliteSettings settings) {
        this.settings = settings;
    }

    /** 0 for an empty database. */
    static int version(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            try (ResultSet row = statement.executeQuery(
                    "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = '" + HISTORY + "'")) {
                if (!row.next()) {
                    return 0;
                }
            }
            try (ResultSet row = statement.executeQuery(
                    "SELECT coalesce(max(cast(version AS INTEGER)), 0) FROM " + HISTORY + " WHERE success = 1")) {
                return row.next() ? row.getInt(1) : 0;
            }
        }
    }

    /** @throws SchemaMismatch as {@link dev.cairn.store.Store#migrate} says */
    void migrate(Connection connection, Migration mode) throws SQLException {
        int found = version(connection);
        if (found > VERSION || found < VERSION && mode == Migration.VALIDATE) {
            throw new SchemaMismatch(Integer.toString(found), Integer.toString(VERSION));
        }
        if (found < VERSION) {
            SQLiteDataSource source = new SQLiteDataSource();
            source.setUrl("jdbc:sqlite:" + settings.file());
            try {
                Flyway.configure(SqliteSchema.class.getClassLoader())
                        .dataSource(source)
                        .locations("classpath:dev/cairn/sqlite/migration")
                        .table(HISTORY)
                        .load()
                        .migrate();
            } catch (FlywayException e) {
                throw failure(e);
            }
        }
    }

    private static RuntimeException failure(FlywayException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                return SqliteErrors.translate(sql);
            }
        }
        return e;
    }
}
