package dev.cairn.postgres;

import dev.cairn.model.Embedding;
import dev.cairn.sql.memory.UnitVector;
import dev.cairn.store.Migration;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The vectors that the extension pgvector compares, beside the embeddings themselves: two columns of {@code memory}, made
 * where the extension is found, and no part of the schema's version. A server that knows nothing of them may write the same
 * rows: a vector counts only for the version it was put with, and a row without one is never left out.
 */
final class Likenesses {
    private static final Logger LOG = LoggerFactory.getLogger(Likenesses.class);

    /** Said of the column once no row of before is without: what was put earlier would be handed out each time. */
    private static final String FILLED = "every embedding put before has its vector";

    /** Found as statements will find it, by the search path; a type of somebody else's by that name is none. */
    private static final String FOUND = """
            SELECT EXISTS (
                SELECT 1 FROM pg_extension e JOIN pg_depend d ON d.refclassid = 'pg_extension'::regclass
                    AND d.refobjid = e.oid AND d.deptype = 'e' AND d.classid = 'pg_type'::regclass
                    AND d.objid = to_regtype('vector')
                WHERE e.extname = 'vector'),
            coalesce((
                SELECT col_description(a.attrelid, a.attnum) FROM pg_attribute a
                WHERE a.attrelid = to_regclass('memory') AND a.attname = 'unit' AND NOT a.attisdropped), '')""";

    /** Inline where they fit, so that comparing reads no other table; the embeddings then lie apart. */
    private static final String COLUMNS = """
            ALTER TABLE memory ADD COLUMN IF NOT EXISTS unit vector,
                ADD COLUMN IF NOT EXISTS unit_version bigint,
                ALTER COLUMN unit SET STORAGE MAIN""";

    private static final String NEXT = """
            SELECT workspace, namespace, memory_key, version, embedding FROM memory
            WHERE (workspace, namespace, memory_key) > (?, ?, ?)
              AND dimension IS NOT NULL AND unit_version IS DISTINCT FROM version
            ORDER BY workspace, namespace, memory_key LIMIT 200""";

    private static final String FILL = """
            UPDATE memory SET unit = CAST(? AS vector), unit_version = version
            WHERE workspace = ? AND namespace = ? AND memory_key = ? AND version = ?""";

    /** insufficient_privilege, lock_not_available. */
    private static final Set<String> LATER = Set.of("42501", "55P03");

    private Likenesses() {}

    /** Whether statements may ask for them; makes them where that is missing only. */
    static boolean prepare(Connection connection, Migration mode) throws SQLException {
        try (PreparedStatement found = connection.prepareStatement(FOUND);
                ResultSet row = found.executeQuery()) {
            row.next();
            if (!row.getBoolean(1)) {
                return false;
            }
            if (row.getString(2).equals(FILLED)) {
                return true;
            }
        }
        return mode == Migration.CREATE && create(connection);
    }

    private static boolean create(Connection connection) throws SQLException {
        try {
            // who waits for this lock lets nobody else read meanwhile
            Connections.execute(connection, "SET lock_timeout = '3s'");
            Connections.execute(connection, COLUMNS);
            Connections.execute(connection, "RESET lock_timeout");
        } catch (SQLException e) {
            if (LATER.contains(SqlStates.stateOf(e))) {
                LOG.warn("pgvector is there and not used before the next start: {}", e.getMessage());
                return false;
            }
            throw e;
        }
        LOG.info("pgvector: {} embeddings put before have their vectors now", fill(connection));
        Connections.execute(connection, "COMMENT ON COLUMN memory.unit IS '" + FILLED + "'");
        return true;
    }

    /** A few at a time, each a transaction of its own: nobody waits for all of them. */
    private static long fill(Connection connection) throws SQLException {
        String[] after = {"", "", ""};
        long filled = 0;
        try (PreparedStatement next = connection.prepareStatement(NEXT);
                PreparedStatement fill = connection.prepareStatement(FILL)) {
            for (int found = 1; found > 0; filled += found) {
                for (int i = 0; i < after.length; i++) {
                    next.setString(i + 1, after[i]);
                }
                found = 0;
                try (ResultSet row = next.executeQuery()) {
                    for (; row.next(); found++) {
                        fill.setString(1, UnitVector.of(Embedding.stored(row.getBytes(5))));
                        for (int i = 0; i < after.length; i++) {
                            after[i] = row.getString(i + 1);
                            fill.setString(i + 2, after[i]);
                        }
                        fill.setLong(5, row.getLong(4));
                        fill.addBatch();
                    }
                }
                fill.executeBatch();
            }
        }
        return filled;
    }
}
