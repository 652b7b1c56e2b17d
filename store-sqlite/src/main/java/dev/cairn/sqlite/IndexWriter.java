package dev.cairn.sqlite;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.Lock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is written to the index, in transactions of its own that see one state of the database each. Used by one thread at a
 * time.
 *
 * <p>An entry of the index may be of something that is gone from the database, since that goes first: it finds nothing.
 */
final class IndexWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(IndexWriter.class);

    private static final String PLACE = "place >> 20, place & 1048575";
    private static final String JOURNAL = "FROM store.journal WHERE place > ?1";

    private final Connection connection;
    private final Lock committing;

    /** By their text. The driver drops one that failed, so that after a failure all are prepared anew. */
    private final Map<String, PreparedStatement> statements = new HashMap<>();

    /**
     * @param connection see {@link IndexFile#open}; closed with this
     * @param committing held during each commit
     */
    IndexWriter(Connection connection, Lock committing) throws SQLException {
        this.connection = connection;
        this.committing = committing;
        // transactions are begun and ended here
        connection.setAutoCommit(false);
        run("COMMIT");
    }

    Connection connection() {
        return connection;
    }

    /** Something done in one transaction. */
    @FunctionalInterface
    interface Work<T> {
        T run() throws SQLException;
    }

    /** Runs {@code work} and commits, or changes nothing. */
    <T> T transaction(Work<T> work) throws SQLException {
        try {
            run("BEGIN IMMEDIATE");
            T result = work.run();
            committing.lock();
            try {
                run("COMMIT");
            } finally {
                committing.unlock();
            }
            return result;
        } catch (SQLException | RuntimeException e) {
            reset();
            throw e;
        }
    }

    private void reset() throws SQLException {
        for (PreparedStatement statement : statements.values()) {
            statement.close();
        }
        statements.clear();
        try (Statement rollback = connection.createStatement()) {
            rollback.executeUpdate("ROLLBACK");
        } catch (SQLException e) {
            // the failure has ended the transaction already
            LOG.debug("rollback", e);
        }
    }

    /** A statement with its values, prepared once. */
    PreparedStatement bound(String sql, Object... values) throws SQLException {
        PreparedStatement statement = statements.get(sql);
        if (statement == null) {
            statement = connection.prepareStatement(sql);
            statements.put(sql, statement);
        }
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }

    int run(String sql, Object... values) throws SQLException {
        return bound(sql, values).executeUpdate();
    }

    /** 0 for null and for no row. */
    long number(String sql, Object... values) throws SQLException {
        try (ResultSet row = bound(sql, values).executeQuery()) {
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /** Whether nothing was ever in it. */
    boolean isNew() throws SQLException {
        return number("SELECT life = '' FROM mark") == 1;
    }

    /** How far the index goes, where nothing of this opening of the database is in it yet. */
    Indexing.Reached reached() throws SQLException {
        return new Indexing.Reached(number("SELECT place FROM mark"), Long.MIN_VALUE);
    }

    /** Takes in what waits beyond {@code from}; how far the index goes then. */
    Indexing.Reached takeIn(Indexing.Reached from) throws SQLException {
        return transaction(() -> {
            long lines = Math.max(from.lines(), number("SELECT max(place) FROM store.journal"));
            if (lines > from.lines()) {
                run(roots("root_id, " + PLACE, JOURNAL + " AND told = 1"), from.lines());
                run(lookups(PLACE, JOURNAL + " AND actor IS NOT NULL"), from.lines());
                run("UPDATE mark SET place = ?", lines);
            }
            long terms = Math.max(
                    from.terms(),
                    number("SELECT coalesce(max(place), " + Long.MIN_VALUE + ") FROM store.memory_unindexed"));
            if (terms > from.terms()) {
                // in the order of ids: FTS5 ends a segment wherever one is not above the last
                run(
                        "INSERT OR REPLACE INTO memory_text (rowid, terms) SELECT id, terms FROM store.memory_unindexed"
                                + " WHERE place > ? AND terms <> '' ORDER BY id",
                        from.terms());
                run(
                        "DELETE FROM memory_text WHERE rowid IN (SELECT id FROM store.memory_unindexed"
                                + " WHERE place > ? AND terms = '')",
                        from.terms());
            }
            return new Indexing.Reached(lines, terms);
        });
    }

    /**
     * The statement that takes in lines of the change log.
     *
     * @param columns of the root, the revision and the ordinal
     */
    static String roots(String columns, String from) {
        return "INSERT OR IGNORE INTO change_root (workspace, root_id, revision, ordinal) SELECT workspace, " + columns
                + " " + from;
    }

    /**
     * The statement that takes in entries of the audit.
     *
     * @param place columns of the revision and the ordinal
     */
    static String lookups(String place, String from) {
        return Stream.of("0, ''", "1, actor", "2, action", "3, root_id")
                .map(facet -> "SELECT workspace, " + facet + ", at, " + place + " " + from)
                .collect(Collectors.joining(
                        " UNION ALL ",
                        "INSERT OR IGNORE INTO audit_lookup (workspace, facet, value, at, revision, ordinal) ",
                        ""));
    }

    /** From now on the index goes with this opening of the database. */
    void life(String life) throws SQLException {
        transaction(() -> run("UPDATE mark SET life = ?", life));
    }

    /** Removes up to {@code limit} entries of a workspace; how many. */
    int purge(String workspace, int limit) throws SQLException {
        return transaction(() -> {
            int roots = run(
                    "DELETE FROM change_root WHERE workspace = ?1 AND (root_id, revision, ordinal) IN ("
                            + "SELECT root_id, revision, ordinal FROM change_root WHERE workspace = ?1 LIMIT ?2)",
                    workspace,
                    limit);
            return roots
                    + run(
                            "DELETE FROM audit_lookup WHERE workspace = ?1 AND (facet, value, at, revision, ordinal) IN ("
                                    + "SELECT facet, value, at, revision, ordinal FROM audit_lookup WHERE workspace = ?1"
                                    + " LIMIT ?2)",
                            workspace,
                            limit - roots);
        });
    }

    /** A line of the change log as the index finds it. */
    record Change(Object root, long revision, long ordinal) {}

    /** Removes entries of lines that are no longer in the log. */
    void forget(String workspace, List<Change> changes) throws SQLException {
        transaction(() -> {
            for (Change change : changes) {
                run(
                        "DELETE FROM change_root WHERE workspace = ? AND root_id = ? AND revision = ? AND ordinal = ?",
                        workspace,
                        change.root(),
                        change.revision(),
                        change.ordinal());
            }
            return changes.size();
        });
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
