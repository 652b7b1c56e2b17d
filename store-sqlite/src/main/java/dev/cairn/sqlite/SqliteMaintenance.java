package dev.cairn.sqlite;

import dev.cairn.model.WorkspaceId;
import dev.cairn.sql.execution.BlobRow;
import dev.cairn.store.Maintenance;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Upkeep: the search for what to do runs on a reader, so that the lane is held only for the doing. */
final class SqliteMaintenance implements Maintenance {
    private final SqliteStore store;
    private final Engine engine;

    SqliteMaintenance(SqliteStore store, Engine engine) {
        this.store = store;
        this.engine = engine;
    }

    @Override
    public int compactFeed(WorkspaceId workspace, long through, int limit) {
        store.requireLive(workspace);
        String ws = workspace.value();
        gather();
        List<Superseded> superseded =
                store.reader("maintenance.compact", link -> link.feed().superseded(ws, through, limit));
        List<IndexWriter.Change> gone = superseded.stream()
                .filter(Superseded::whole)
                .map(line -> new IndexWriter.Change(line.root(), line.revision(), line.ordinal()))
                .toList();
        // once overtaken is always overtaken: what was found is still to be dropped when the lane comes to it
        String whole = Superseded.keys(superseded, Superseded::whole);
        String onlyOwn = Superseded.keys(superseded, Superseded::onlyOwn);
        String onlyRiding = Superseded.keys(superseded, Superseded::onlyRiding);
        int changes = store.<Integer>lane(
                "maintenance.compact",
                link -> {
                    store.requireLive(workspace);
                    long head = store.feeds().head(link, ws).revision();
                    link.feed().compacted(ws, Math.min(through, head));
                    link.feed().drop(ws, whole);
                    link.feed().keepRiding(ws, onlyOwn);
                    link.feed().keepOwn(ws, onlyRiding);
                    return superseded.stream().mapToInt(Superseded::changes).sum();
                },
                dropped -> {});
        // after the lane: an entry of nothing finds nothing, but a change without its entry would not be found
        engine.index().forget(ws, gone);
        return changes;
    }

    /** Only what is in the change log, and found there by its root, is seen to be overtaken. */
    private void gather() {
        engine.index().takeIn();
        // each transaction begins with taking over what the index has reached
        store.lane("maintenance.gather", link -> "", done -> {});
    }

    @Override
    public void checkpoint() {
        store.feeds();
        engine.lane()
                .submit(Job.exclusive(link -> {
                    try (Statement statement = link.connection().createStatement()) {
                        statement.execute("PRAGMA main.optimize");
                    }
                    return engine.checkpoints().truncate(link);
                }))
                .get();
        engine.index().cut();
    }

    @Override
    public Map<String, Long> statistics() {
        Map<String, Long> figures = new TreeMap<>();
        figures.put("queued_writes", (long) engine.lane().queued());
        figures.put("waiting_reads", (long) engine.readers().waiting());
        figures.put("write_batches", engine.lane().batches());
        figures.put("writes", engine.lane().jobs());
        figures.put("wal_bytes", engine.checkpoints().bytes());
        store.reader("maintenance.statistics", link -> {
            figures.put("database_bytes", number(link, "PRAGMA page_count") * number(link, "PRAGMA page_size"));
            figures.put(
                    "index_bytes", number(link, "PRAGMA found.page_count") * number(link, "PRAGMA found.page_size"));
            figures.put("unindexed_changes", number(link, "SELECT count(*) FROM journal"));
            figures.put("free_bytes", number(link, "PRAGMA freelist_count") * number(link, "PRAGMA page_size"));
            BlobRow content = link.meta().content();
            figures.put("content_pieces", Long.parseLong(content.sha256()));
            figures.put("content_bytes", content.size());
            return figures;
        });
        return figures;
    }

    private static long number(Link link, String sql) throws SQLException {
        try (Statement statement = link.connection().createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? row.getLong(1) : 0;
        }
    }
}
