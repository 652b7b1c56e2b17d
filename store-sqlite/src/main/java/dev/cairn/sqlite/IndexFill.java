package dev.cairn.sqlite;

import dev.cairn.sql.memory.MemoryRow;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes an index anew, in steps, saying about once a second how far it is. */
final class IndexFill {
    private static final Logger LOG = LoggerFactory.getLogger(IndexFill.class);

    /** Lines or memories in one transaction. */
    private static final int STEP = 10_000;

    private static final long TELL_NANOS = 1_000_000_000;

    private static final String RANGE = "WHERE workspace = ?1 AND revision > ?2 AND revision <= ?3";

    private final IndexWriter writer;
    private long told = System.nanoTime();

    IndexFill(IndexWriter writer) {
        this.writer = writer;
    }

    /**
     * Takes in everything that is in the database and does not wait, into an index that is empty.
     *
     * @param lines up to which place of the journal that is
     */
    void run(long lines) throws SQLException {
        for (String workspace : workspaces()) {
            fill(workspace, "change", IndexWriter.roots("root_id, revision, ordinal", "FROM store.change " + RANGE));
            fill(workspace, "audit_entry", IndexWriter.lookups("revision, ordinal", "FROM store.audit_entry " + RANGE));
        }
        for (long id = 0, next = memories(id); next > id; next = memories(id)) {
            id = next;
        }
        writer.transaction(() -> writer.run("UPDATE mark SET place = ?", lines));
    }

    private void fill(String workspace, String table, String insert) throws SQLException {
        long rows = 0;
        for (long from = 0, to = step(workspace, table, 0); to > from; to = step(workspace, table, from)) {
            long begin = from;
            long end = to;
            rows += writer.transaction(() -> writer.run(insert, workspace, begin, end));
            from = to;
            progress(table, rows);
        }
    }

    private void progress(String table, long rows) {
        if (System.nanoTime() - told >= TELL_NANOS) {
            told = System.nanoTime();
            LOG.info("making the index: {} rows of {} so far", rows, table);
        }
    }

    /** The revision up to which there are as many lines as are taken in at once; 0 for none. */
    private long step(String workspace, String table, long from) throws SQLException {
        return writer.number(
                "SELECT max(revision) FROM (SELECT revision FROM store." + table
                        + " WHERE workspace = ? AND revision > ? ORDER BY revision LIMIT " + STEP + ")",
                workspace,
                from);
    }

    /** Takes in some memories after {@code id}; the last one's. */
    private long memories(long id) throws SQLException {
        return writer.transaction(() -> {
            long last = id;
            try (ResultSet memory = writer.bound(
                            "SELECT id, workspace, memory_key, value FROM store.memory WHERE id > ? AND value IS NOT NULL"
                                    + " ORDER BY id LIMIT " + STEP,
                            id)
                    .executeQuery()) {
                while (memory.next()) {
                    last = memory.getLong(1);
                    String terms = MemoryRow.terms(memory.getString(2), memory.getString(3), memory.getString(4));
                    writer.run("INSERT INTO memory_text (rowid, terms) VALUES (?, ?)", last, " " + terms + " ");
                }
            }
            progress("memory", last);
            return last;
        });
    }

    private List<String> workspaces() throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet row = writer.bound("SELECT id FROM store.workspace").executeQuery()) {
            while (row.next()) {
                found.add(row.getString(1));
            }
        }
        return found;
    }
}
