package dev.cairn.postgres;

import dev.cairn.error.SchemaMismatch;
import dev.cairn.error.Unavailable;
import dev.cairn.store.Migration;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/** The tables, and which life of the database this is. */
final class Schema {
    /** The newest file in the migration folder. */
    static final int VERSION = 5;

    private static final String HISTORY = "cairn_schema_history";
    private static final String LOCK = "SELECT pg_advisory_lock(hashtext('" + HISTORY + "'))";
    private static final String UNLOCK = "SELECT pg_advisory_unlock(hashtext('" + HISTORY + "'))";

    private final PostgresSettings settings;
    private final Connections connections;

    Schema(PostgresSettings settings, Connections connections) {
        this.settings = settings;
        this.connections = connections;
    }

    /** @return whether embeddings can be compared by the server */
    boolean migrate(Migration mode) {
        try (Connection connection = connections.dedicated("migrate")) {
            int found = version(connection);
            if (found > VERSION || (found < VERSION && mode == Migration.VALIDATE)) {
                throw new SchemaMismatch(Integer.toString(found), Integer.toString(VERSION));
            }
            if (found < VERSION) {
                createAlone(connection);
            }
            Identity.ensure(connection, mode);
            return settings.pgvector() && alike(connection, mode);
        } catch (SQLException e) {
            throw SqlStates.of("migrate at " + settings.target(), e);
        }
    }

    /** 0 for an empty database. */
    static int version(Connection connection) throws SQLException {
        try (PreparedStatement exists =
                        connection.prepareStatement("SELECT to_regclass('" + HISTORY + "') IS NOT NULL");
                ResultSet row = exists.executeQuery()) {
            row.next();
            if (!row.getBoolean(1)) {
                return 0;
            }
        }
        try (PreparedStatement newest = connection.prepareStatement(
                        "SELECT max(version::int) FROM " + HISTORY + " WHERE success AND version IS NOT NULL");
                ResultSet row = newest.executeQuery()) {
            row.next();
            return row.getInt(1);
        }
    }

    /**
     * Of several processes one creates and the others find it done (MIG-3). Flyway's own lock begins only after it has
     * made its history table, and two that make it at once fail; this one is held by the connection, so that it ends with
     * the process too.
     */
    private void createAlone(Connection connection) throws SQLException {
        Connections.execute(connection, LOCK);
        try {
            if (version(connection) < VERSION) {
                create();
            }
        } finally {
            Connections.execute(connection, UNLOCK);
        }
    }

    private static boolean alike(Connection connection, Migration mode) throws SQLException {
        Connections.execute(connection, LOCK);
        try {
            return Likenesses.prepare(connection, mode);
        } finally {
            Connections.execute(connection, UNLOCK);
        }
    }

    private void create() {
        try {
            Flyway.configure(Schema.class.getClassLoader())
                    .dataSource(settings.source())
                    .locations("classpath:dev/cairn/postgres/migration")
                    .table(HISTORY)
                    // the schema may hold tables of others
                    .baselineOnMigrate(true)
                    .baselineVersion("0")
                    .loggers("slf4j")
                    .load()
                    .migrate();
        } catch (FlywayException e) {
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                if (cause instanceof SQLException sql) {
                    throw SqlStates.of("migrate at " + settings.target(), sql);
                }
            }
            throw new Unavailable("migrate at " + settings.target() + " failed", e);
        }
    }

    /**
     * Revisions grow out of the cluster's transaction ids, which start again after a restore into another cluster and may
     * be given out again after a failover. The database therefore remembers where it lives; found elsewhere, it starts a
     * new epoch, and a base that keeps new revisions above all old ones.
     */
    private static final class Identity {
        private static final String HERE = """
                SELECT s.system_identifier || ':' || c.timeline_id || ':' || d.oid
                FROM pg_control_system() s, pg_control_checkpoint() c, pg_database d
                WHERE d.datname = current_database()""";

        private static final String HIGHEST = """
                SELECT greatest(
                    (SELECT coalesce(max(revision), 0) FROM change),
                    (SELECT coalesce(max(floor), 0) FROM feed_floor),
                    (SELECT coalesce(max(born), 0) FROM workspace))""";

        private static final String WRITE = """
                INSERT INTO meta (one, epoch, base, lives_at)
                VALUES (1, ?, greatest(0, ? + 1 - pg_current_xact_id()::text::bigint), ?)
                ON CONFLICT (one) DO UPDATE
                SET epoch = excluded.epoch, base = excluded.base, lives_at = excluded.lives_at""";

        static void ensure(Connection connection, Migration mode) throws SQLException {
            String here = ask(connection, HERE);
            if (here.equals(ask(connection, "SELECT lives_at FROM meta"))) {
                return;
            }
            if (mode == Migration.VALIDATE) {
                throw new Unavailable(
                        "this database was restored or failed over; let migrate CREATE start a new epoch", null);
            }
            Connections.execute(connection, "BEGIN");
            Connections.execute(connection, "LOCK TABLE meta IN ACCESS EXCLUSIVE MODE");
            if (!here.equals(ask(connection, "SELECT lives_at FROM meta"))) {
                try (PreparedStatement write = connection.prepareStatement(WRITE)) {
                    write.setString(1, UUID.randomUUID().toString().substring(0, 13));
                    write.setLong(2, Long.parseLong(ask(connection, HIGHEST)));
                    write.setString(3, here);
                    write.executeUpdate();
                }
            }
            Connections.execute(connection, "COMMIT");
        }

        private static String ask(Connection connection, String sql) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(sql);
                    ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : "";
            }
        }
    }
}
