package dev.cairn.memory;

import dev.cairn.error.Corrupt;
import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.memory.execution.Content;
import dev.cairn.model.BlobRef;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Content as byte arrays, counted against the budget while it is still being read. */
final class MemoryBlobs implements Blobs {
    private final MemoryStore store;
    private final Budget budget;

    MemoryBlobs(MemoryStore store, Budget budget) {
        this.store = store;
        this.budget = budget;
    }

    @Override
    public BlobRef stage(WorkspaceId workspace, InputStream content, long maxBytes, Instant now) throws IOException {
        store.refuseInside("blobs.stage");
        store.require(workspace);
        List<byte[]> chunks = new ArrayList<>();
        String hash = read(content, maxBytes, chunks);
        long size = chunks.stream().mapToLong(chunk -> chunk.length).sum();
        store.require(workspace).change(tables -> {
            tables.executions.stage(hash, chunks, size, now);
            return null;
        });
        return new BlobRef(hash, size);
    }

    /** Fills {@code chunks} and gives the hash. */
    private String read(InputStream content, long maxBytes, List<byte[]> chunks) throws IOException {
        MessageDigest digest = sha256();
        long size = 0;
        try {
            for (int want = 0, got = 0; got == want; ) {
                // one byte more than allowed tells too much from just enough
                want = (int) Math.min(Content.CHUNK - 1, maxBytes - size) + 1;
                byte[] chunk = content.readNBytes(want);
                got = chunk.length;
                if (got > maxBytes - size) {
                    throw new LimitExceeded("content", maxBytes, size + got);
                }
                if (got > 0) {
                    budget.take(got);
                    size += got;
                    chunks.add(chunk);
                    digest.update(chunk);
                }
            }
            return HexFormat.of().formatHex(digest.digest());
        } finally {
            // publishing takes it again, for as long as it is kept
            budget.give(size);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public InputStream open(WorkspaceId workspace, BlobRef ref, long offset, long length) {
        Content content = store.require(workspace).tables().executions.content(ref.sha256());
        if (content == null) {
            throw new NotFound("content", ref.sha256());
        }
        if (content.size() != ref.size()) {
            throw new Corrupt("content " + ref.sha256() + " has " + content.size() + " bytes, not " + ref.size(), null);
        }
        return content.open(offset, length);
    }

    @Override
    public Collected collect(WorkspaceId workspace, Instant stagedBefore, int limit) {
        store.refuseInside("blobs.collect");
        return store.require(workspace).change(tables -> tables.executions.collect(stagedBefore, limit));
    }
}
