package dev.cairn.postgres;

import java.util.List;

/** The SQL that only PostgreSQL has, apart from the mapper files. */
final class Statements {
    private Statements() {}

    /** Where the horizon stands, whatever the workspace. */
    static final String HORIZON = "SELECT base, pg_current_snapshot()::text FROM meta WHERE one = 1";

    /** One row if the workspace lives: epoch, base, snapshot, born. */
    static final String SNAPSHOT = """
            SELECT m.epoch, m.base, pg_current_snapshot()::text, w.born
            FROM meta m, workspace w
            WHERE m.one = 1 AND w.id = ? AND w.deleting = 0""";

    /** One row if the workspace lives. */
    static final String LIVES = "SELECT 1 FROM workspace WHERE id = ? AND deleting = 0";

    /**
     * The row of {@link #SNAPSHOT}, then a page of changes beside it: below the horizon, not yet seen, matching, and never
     * ending within a transaction.
     */
    static final String FEED = feed("");

    /** The same of one root: with a text of its own it has a plan of its own. */
    static final String FEED_OF_ROOT = feed("AND root_id = ?");

    private static String feed(String condition) {
        return """
                SELECT m.epoch, m.base, pg_current_snapshot()::text, w.born, coalesce(f.floor, 0),
                       c.revision, c.ordinal, c.kind, c.root_id, c.id, c.op, c.version
                FROM meta m
                CROSS JOIN workspace w
                LEFT JOIN feed_floor f ON f.workspace = w.id
                LEFT JOIN LATERAL (
                    SELECT revision, ordinal, kind, root_id, id, op, version
                    FROM change
                    WHERE workspace = w.id
                      AND revision >= ?
                      AND revision < m.base + pg_snapshot_xmin(pg_current_snapshot())::text::bigint
                      AND (revision >= ? OR revision = ANY (?))
                      AND kind = ANY (?)
                      %s
                    ORDER BY revision
                    FETCH FIRST ? ROWS WITH TIES) c ON true
            WHERE m.one = 1 AND w.id = ? AND w.deleting = 0""".formatted(condition);
    }

    /** Every table whose rows belong to a workspace. */
    static final List<String> TABLES = List.of(
            "change",
            "feed_floor",
            "artifact",
            "log_chunk",
            "log_head",
            "step",
            "execution_tag",
            "lease",
            "execution",
            "session_event",
            "session_head",
            "session",
            "state",
            "memory_text",
            "memory_version",
            "memory",
            "audit_entry",
            "audit_seal",
            "task_dependency",
            "task",
            "producer",
            "blob",
            "blob_upload",
            "blob_chunk");

    static final String FLOOR = """
            INSERT INTO feed_floor (workspace, floor) VALUES (?, ?)
            ON CONFLICT (workspace) DO UPDATE SET floor = greatest(feed_floor.floor, excluded.floor)""";

    static final String DROP_OVERTAKEN = """
            DELETE FROM change WHERE ctid = ANY (ARRAY(
                SELECT c.ctid FROM change c
                WHERE c.workspace = ? AND c.revision <= ? AND c.op = 0
                  AND EXISTS (
                    SELECT 1 FROM change l
                    WHERE l.workspace = c.workspace AND l.root_id = c.root_id AND l.revision > c.revision
                      AND (l.kind = c.kind AND l.id = c.id
                        OR l.kind = 1 AND l.op = 1 AND c.kind <= 4
                        OR l.kind = 5 AND l.op = 1 AND c.kind IN (5, 6)))
                ORDER BY c.revision
                LIMIT ?))""";

    static final String DROP_TOMBSTONES = """
            DELETE FROM change WHERE ctid = ANY (ARRAY(
                SELECT c.ctid FROM change c
                WHERE c.workspace = ? AND c.revision <= ? AND c.op = 1
                ORDER BY c.revision
                LIMIT ?))""";
}
