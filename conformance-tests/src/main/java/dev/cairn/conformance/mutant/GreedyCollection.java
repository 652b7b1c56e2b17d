package dev.cairn.conformance.mutant;

import dev.cairn.error.NotFound;
import dev.cairn.model.BlobRef;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.ForwardingStore;
import dev.cairn.store.Blobs;
import dev.cairn.store.Store;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Collects content by its age alone. */
final class GreedyCollection extends ForwardingStore {
    private final Map<Key, Instant> staged = new ConcurrentHashMap<>();

    GreedyCollection(Store delegate) {
        super(delegate);
    }

    private record Key(WorkspaceId workspace, BlobRef ref) {}

    @Override
    public Blobs blobs() {
        Blobs right = super.blobs();
        return new Blobs() {
            @Override
            public BlobRef stage(WorkspaceId workspace, InputStream content, long maxBytes, Instant now)
                    throws IOException {
                BlobRef ref = right.stage(workspace, content, maxBytes, now);
                staged.put(new Key(workspace, ref), now);
                return ref;
            }

            @Override
            public InputStream open(WorkspaceId workspace, BlobRef ref, long offset, long length) {
                if (!staged.containsKey(new Key(workspace, ref))) {
                    throw new NotFound("content", ref.sha256());
                }
                return right.open(workspace, ref, offset, length);
            }

            @Override
            public Collected collect(WorkspaceId workspace, Instant stagedBefore, int limit) {
                staged.entrySet()
                        .removeIf(entry -> entry.getKey().workspace().equals(workspace)
                                && entry.getValue().isBefore(stagedBefore));
                return right.collect(workspace, stagedBefore, limit);
            }
        };
    }
}
