package dev.cairn.postgres;

import dev.cairn.model.WorkspaceId;
import dev.cairn.store.Blobs.Collected;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/**
 * Removes content that nothing links. One serializable transaction turns it back into uploads, so that a concurrent link
 * and this cannot both succeed (BLOB-2); their chunks go afterwards in short ones, and a stop in between loses nothing.
 */
final class BlobCollection {
    private static final int CHUNKS_AT_ONCE = 64;

    private final Connections connections;
    private final WorkspaceId workspace;

    BlobCollection(Connections connections, WorkspaceId workspace) {
        this.connections = connections;
        this.workspace = workspace;
    }

    Collected run(long stagedBefore, int limit) {
        Collected collected = connections.transaction("blobs.collect", connection -> {
            PostgresBlobs.requireWorkspace(connection, workspace);
            return unlink(connection, stagedBefore, limit);
        });
        for (String upload : abandoned(stagedBefore, limit)) {
            discard(upload);
        }
        return collected;
    }

    private Collected unlink(Connection connection, long stagedBefore, int limit) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                WITH unlinked AS (
                    DELETE FROM blob WHERE workspace = ? AND sha256 = ANY (ARRAY(
                        SELECT b.sha256 FROM blob b
                        WHERE b.workspace = ? AND b.staged_at < ?
                          AND NOT EXISTS (SELECT 1 FROM artifact a
                                          WHERE a.workspace = b.workspace AND a.sha256 = b.sha256)
                        ORDER BY b.staged_at, b.sha256 LIMIT ?))
                    RETURNING upload, size),
                noted AS (
                    INSERT INTO blob_upload (workspace, upload, started_at)
                    SELECT ?, upload, ? FROM unlinked)
                SELECT count(*), coalesce(sum(size), 0) FROM unlinked""")) {
            statement.setString(1, workspace.value());
            statement.setString(2, workspace.value());
            statement.setLong(3, stagedBefore);
            statement.setInt(4, limit);
            statement.setString(5, workspace.value());
            statement.setLong(6, stagedBefore - 1);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return new Collected(row.getInt(1), row.getLong(2));
            }
        }
    }

    private List<String> abandoned(long startedBefore, int limit) {
        return connections.statements("blobs.collect", connection -> {
            try (PreparedStatement statement = connection.prepareStatement("""
                    SELECT upload FROM blob_upload WHERE workspace = ? AND started_at < ?
                    ORDER BY started_at, upload LIMIT ?""")) {
                statement.setString(1, workspace.value());
                statement.setLong(2, startedBefore);
                statement.setInt(3, limit);
                List<String> uploads = new ArrayList<>();
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        uploads.add(rows.getString(1));
                    }
                }
                return uploads;
            }
        });
    }

    /** Removes an upload and its chunks, some at a time, the upload last. */
    void discard(String upload) {
        boolean more = true;
        while (more) {
            more = connections.transaction("blobs.discard", connection -> {
                try (PreparedStatement statement = connection.prepareStatement("""
                        DELETE FROM blob_chunk WHERE workspace = ? AND upload = ? AND place = ANY (ARRAY(
                            SELECT place FROM blob_chunk WHERE workspace = ? AND upload = ?
                            ORDER BY place LIMIT ?))""")) {
                    statement.setString(1, workspace.value());
                    statement.setString(2, upload);
                    statement.setString(3, workspace.value());
                    statement.setString(4, upload);
                    statement.setInt(5, CHUNKS_AT_ONCE);
                    boolean full = statement.executeUpdate() == CHUNKS_AT_ONCE;
                    if (!full) {
                        forget(connection, workspace, upload);
                    }
                    return full;
                }
            });
        }
    }

    static void forget(Connection connection, WorkspaceId workspace, String upload) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("DELETE FROM blob_upload WHERE workspace = ? AND upload = ?")) {
            statement.setString(1, workspace.value());
            statement.setString(2, upload);
            statement.executeUpdate();
        }
    }
}
