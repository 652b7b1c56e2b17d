package dev.cairn.conformance.model;

import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.model.BlobRef;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.Blobs;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;

/** The content of the reference store. */
final class ReferenceBlobs implements Blobs {
    private final ReferenceStore store;

    ReferenceBlobs(ReferenceStore store) {
        this.store = store;
    }

    @Override
    public BlobRef stage(WorkspaceId workspace, InputStream content, long maxBytes, Instant now) throws IOException {
        store.inWorkspace(workspace, found -> true);
        byte[] bytes = content.readNBytes((int) Math.min(Integer.MAX_VALUE - 8, maxBytes + 1));
        if (bytes.length > maxBytes) {
            throw new LimitExceeded("content", maxBytes, bytes.length);
        }
        BlobRef ref = Values.reference(bytes);
        return store.asWriter(workspace, found -> {
            ReferenceModel next = found.model.copy();
            next.stage(ref, now);
            found.commit(next);
            found.bytes.put(ref.sha256(), bytes);
            return ref;
        });
    }

    @Override
    public InputStream open(WorkspaceId workspace, BlobRef ref, long offset, long length) {
        return store.inWorkspace(workspace, found -> {
            byte[] bytes = found.bytes.get(ref.sha256());
            if (bytes == null || bytes.length != ref.size()) {
                throw new NotFound("content", ref.sha256());
            }
            int from = (int) Math.min(bytes.length, offset);
            return new ByteArrayInputStream(bytes, from, (int) Math.min(bytes.length - from, length));
        });
    }

    @Override
    public Collected collect(WorkspaceId workspace, Instant stagedBefore, int limit) {
        return store.asWriter(workspace, found -> {
            ReferenceModel next = found.model.copy();
            List<BlobRef> gone = next.collect(stagedBefore).stream().toList();
            gone.stream().skip(limit).forEach(spared -> next.stage(spared, Instant.MIN));
            List<BlobRef> collected = gone.stream().limit(limit).toList();
            collected.forEach(ref -> found.bytes.remove(ref.sha256()));
            found.commit(next);
            return new Collected(
                    collected.size(),
                    collected.stream().mapToLong(BlobRef::size).sum());
        });
    }
}
