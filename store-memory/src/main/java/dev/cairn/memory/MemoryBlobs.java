package dev.cairn.memory;

import dev.cairn.error.Corrupt;
import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.memory.Tables.Content;
import dev.cairn.model.BlobRef;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.Blobs;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;

/** Content as byte arrays, counted against the budget while it is still being read. */
final class MemoryBlobs implements Blobs {
    private static final int BUFFER = 1 << 16;

    private final MemoryStore store;
    private final Budget budget;

    MemoryBlobs(MemoryStore store, Budget budget) {
        this.store = store;
        this.budget = budget;
    }

    @Override
    public BlobRef stage(WorkspaceId workspace, InputStream content, long maxBytes, Instant now) throws IOException {
        store.require(workspace);
        byte[] bytes = read(content, maxBytes);
        String hash = sha256(bytes);
        store.require(workspace).change(tables -> {
            Content present = tables.contents.get(hash);
            byte[] kept = present == null ? bytes : present.bytes();
            tables.contents = tables.contents.plus(hash, new Content(kept, now, present == null ? 0 : present.links()));
            tables.bytes += present == null ? bytes.length : 0;
            return null;
        });
        return new BlobRef(hash, bytes.length);
    }

    private byte[] read(InputStream content, long maxBytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        long taken = 0;
        try {
            int read = content.read(buffer);
            while (read >= 0) {
                if (out.size() + (long) read > maxBytes) {
                    throw new LimitExceeded("content", maxBytes, out.size() + (long) read);
                }
                budget.take(read);
                taken += read;
                out.write(buffer, 0, read);
                read = content.read(buffer);
            }
            return out.toByteArray();
        } finally {
            // publishing takes it again, for as long as it is kept
            budget.give(taken);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public InputStream open(WorkspaceId workspace, BlobRef ref, long offset, long length) {
        Content content = store.require(workspace).tables().contents.get(ref.sha256());
        if (content == null) {
            throw new NotFound("content", ref.sha256());
        }
        byte[] bytes = content.bytes();
        if (bytes.length != ref.size()) {
            throw new Corrupt("content " + ref.sha256() + " has " + bytes.length + " bytes, not " + ref.size(), null);
        }
        int from = (int) Math.min(offset, bytes.length);
        return new ByteArrayInputStream(bytes, from, (int) Math.min(length, bytes.length - from));
    }

    @Override
    public Collected collect(WorkspaceId workspace, Instant stagedBefore, int limit) {
        return store.require(workspace).change(tables -> {
            int blobs = 0;
            long bytes = 0;
            for (Map.Entry<String, Content> entry : tables.contents.entrySet()) {
                Content content = entry.getValue();
                if (blobs == limit) {
                    break;
                }
                if (content.links() == 0 && content.stagedAt().isBefore(stagedBefore)) {
                    tables.contents = tables.contents.minus(entry.getKey());
                    blobs++;
                    bytes += content.bytes().length;
                }
            }
            tables.bytes -= bytes;
            return new Collected(blobs, bytes);
        });
    }
}
