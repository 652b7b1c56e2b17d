package dev.cairn.postgres;

import dev.cairn.error.Corrupt;
import dev.cairn.model.BlobRef;
import dev.cairn.model.WorkspaceId;
import java.io.InputStream;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Objects;

/** Reads a range chunk by chunk, holding one chunk in memory and a connection only while it fetches the next. */
final class BlobStream extends InputStream {
    private final Connections connections;
    private final WorkspaceId workspace;
    private final String upload;
    private final BlobRef ref;
    private final long end;
    private long at;
    private byte[] chunk = new byte[0];
    private int place = -1;

    BlobStream(Connections connections, WorkspaceId workspace, String upload, BlobRef ref, long offset, long length) {
        this.connections = connections;
        this.workspace = workspace;
        this.upload = upload;
        this.ref = ref;
        this.at = Math.min(offset, ref.size());
        this.end = length > ref.size() - at ? ref.size() : at + length;
    }

    @Override
    public int read() {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) {
        Objects.checkFromIndexSize(offset, length, target.length);
        if (length == 0) {
            return 0;
        }
        if (at >= end) {
            return -1;
        }
        int wanted = Math.toIntExact(at / PostgresBlobs.CHUNK);
        if (wanted != place) {
            chunk = fetch(wanted);
            place = wanted;
        }
        int from = Math.toIntExact(at % PostgresBlobs.CHUNK);
        int count = (int) Math.min(Math.min(length, chunk.length - from), end - at);
        System.arraycopy(chunk, from, target, offset, count);
        at += count;
        return count;
    }

    private byte[] fetch(int number) {
        byte[] data = connections.statements("blobs.read", connection -> {
            try (PreparedStatement statement = connection.prepareStatement(
                    "SELECT data FROM blob_chunk WHERE workspace = ? AND upload = ? AND place = ?")) {
                statement.setString(1, workspace.value());
                statement.setString(2, upload);
                statement.setInt(3, number);
                try (ResultSet row = statement.executeQuery()) {
                    return row.next() ? row.getBytes(1) : new byte[0];
                }
            }
        });
        long expected = Math.min(PostgresBlobs.CHUNK, ref.size() - (long) number * PostgresBlobs.CHUNK);
        if (data.length != expected) {
            throw new Corrupt("content %s was removed or cut while it was read".formatted(ref.sha256()), null);
        }
        return data;
    }

    @Override
    public int available() {
        return (int) Math.min(end - at, Math.max(0, place < 0 ? 0 : chunk.length - at % PostgresBlobs.CHUNK));
    }
}
