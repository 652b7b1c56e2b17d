package dev.cairn.postgres;

import dev.cairn.error.Corrupt;
import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.error.Unavailable;
import dev.cairn.model.BlobRef;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.Closures;
import dev.cairn.sql.base.Micros;
import dev.cairn.store.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Content as rows of chunks. Staging writes one short transaction per chunk, because a long one would hold the change
 * feed back; until the last one the chunks belong to an upload that nobody sees and that collection finds.
 */
final class PostgresBlobs implements Blobs {
    static final int CHUNK = 256 * 1024;

    private final Connections connections;
    private final Closures closures;

    PostgresBlobs(Connections connections, Closures closures) {
        this.connections = connections;
        this.closures = closures;
    }

    @Override
    public BlobRef stage(WorkspaceId workspace, InputStream content, long maxBytes, Instant now) throws IOException {
        closures.refuseInside("blobs.stage");
        Upload upload = new Upload(workspace, Micros.of(now));
        boolean done = false;
        try {
            BlobRef ref = upload.receive(content, maxBytes);
            done = true;
            return ref;
        } finally {
            if (!done) {
                upload.discard();
            }
        }
    }

    private final class Upload {
        private final WorkspaceId workspace;
        private final long now;
        private final String id = UUID.randomUUID().toString();
        private final MessageDigest digest = sha256();
        private int chunks;

        Upload(WorkspaceId workspace, long now) {
            this.workspace = workspace;
            this.now = now;
        }

        BlobRef receive(InputStream content, long maxBytes) throws IOException {
            byte[] buffer = new byte[CHUNK];
            long size = 0;
            int length = fill(content, buffer);
            while (true) {
                size += length;
                if (size > maxBytes) {
                    throw new LimitExceeded("content", maxBytes, size);
                }
                digest.update(buffer, 0, length);
                byte[] chunk = Arrays.copyOf(buffer, length);
                length = length < CHUNK ? 0 : fill(content, buffer);
                if (length == 0) {
                    return finish(chunk, size);
                }
                add(chunk);
            }
        }

        /** As much as fits or is left; streams that override readNBytes may stop short of that. */
        private static int fill(InputStream content, byte[] buffer) throws IOException {
            int length = 0;
            while (length < buffer.length) {
                int count = content.read(buffer, length, buffer.length - length);
                if (count < 0) {
                    break;
                }
                length += count;
            }
            return length;
        }

        private void add(byte[] chunk) {
            connections.transaction("blobs.stage", connection -> {
                requireWorkspace(connection, workspace);
                begin(connection);
                write(connection, chunk);
                return true;
            });
            chunks++;
        }

        private void begin(Connection connection) throws SQLException {
            boolean first = chunks == 0;
            String sql = first
                    ? "INSERT INTO blob_upload (workspace, upload, started_at) VALUES (?, ?, ?)"
                    : "UPDATE blob_upload SET started_at = ? WHERE workspace = ? AND upload = ?";
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                statement.setString(first ? 1 : 2, workspace.value());
                statement.setString(first ? 2 : 3, id);
                statement.setLong(first ? 3 : 1, now);
                if (statement.executeUpdate() == 0) {
                    throw new Unavailable("blobs.stage: the upload took longer than the grace and was collected", null);
                }
            }
        }

        private void write(Connection connection, byte[] chunk) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement(
                    "INSERT INTO blob_chunk (workspace, upload, place, data) VALUES (?, ?, ?, ?)")) {
                statement.setString(1, workspace.value());
                statement.setString(2, id);
                statement.setInt(3, chunks);
                statement.setBytes(4, chunk);
                statement.executeUpdate();
            }
        }

        /** Writes the last chunk and makes the content known, or renews the grace of what is known already. */
        private BlobRef finish(byte[] last, long size) {
            BlobRef ref = new BlobRef(HexFormat.of().formatHex(digest.digest()), size);
            boolean kept = connections.transaction("blobs.stage", connection -> {
                requireWorkspace(connection, workspace);
                if (!known(connection, ref).equals(id)) {
                    return false;
                }
                if (chunks > 0) {
                    begin(connection);
                    BlobCollection.forget(connection, workspace, id);
                }
                write(connection, last);
                return true;
            });
            if (!kept) {
                discard();
            }
            return ref;
        }

        /** The upload that holds this content from now on. */
        private String known(Connection connection, BlobRef ref) throws SQLException {
            try (PreparedStatement statement = connection.prepareStatement("""
                    INSERT INTO blob (workspace, sha256, size, upload, staged_at) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT (workspace, sha256)
                    DO UPDATE SET staged_at = excluded.staged_at
                    RETURNING upload""")) {
                statement.setString(1, workspace.value());
                statement.setString(2, ref.sha256());
                statement.setLong(3, ref.size());
                statement.setString(4, id);
                statement.setLong(5, now);
                try (ResultSet row = statement.executeQuery()) {
                    row.next();
                    return row.getString(1);
                }
            }
        }

        void discard() {
            if (chunks > 0) {
                new BlobCollection(connections, workspace).discard(id);
            }
        }
    }

    @Override
    public InputStream open(WorkspaceId workspace, BlobRef ref, long offset, long length) {
        closures.refuseInside("blobs.open");
        String upload = connections.statements("blobs.open", connection -> located(connection, workspace, ref));
        if (upload == null) {
            throw new NotFound("content", ref.sha256());
        }
        return new BlobStream(connections, workspace, upload, ref, offset, length);
    }

    /** The upload that holds the content, whole; null when there is none. */
    private static @Nullable String located(Connection connection, WorkspaceId workspace, BlobRef ref)
            throws SQLException {
        requireWorkspace(connection, workspace);
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT b.upload, b.size,
                       (SELECT coalesce(sum(octet_length(c.data)), 0) FROM blob_chunk c
                        WHERE c.workspace = b.workspace AND c.upload = b.upload)
                FROM blob b WHERE b.workspace = ? AND b.sha256 = ?""")) {
            statement.setString(1, workspace.value());
            statement.setString(2, ref.sha256());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                if (row.getLong(2) != ref.size() || row.getLong(3) != ref.size()) {
                    throw new Corrupt(
                            "content %s should have %d bytes and has %d"
                                    .formatted(ref.sha256(), ref.size(), row.getLong(3)),
                            null);
                }
                return row.getString(1);
            }
        }
    }

    @Override
    public Collected collect(WorkspaceId workspace, Instant stagedBefore, int limit) {
        closures.refuseInside("blobs.collect");
        return new BlobCollection(connections, workspace).run(Micros.of(stagedBefore), limit);
    }

    static void requireWorkspace(Connection connection, WorkspaceId workspace) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement("SELECT 1 FROM workspace WHERE id = ? AND deleting = 0")) {
            statement.setString(1, workspace.value());
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    throw new NotFound("workspace", workspace.value());
                }
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
