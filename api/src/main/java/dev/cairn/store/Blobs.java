package dev.cairn.store;

import dev.cairn.error.Corrupt;
import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.model.BlobRef;
import dev.cairn.model.WorkspaceId;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;

/**
 * Content by its SHA-256, per workspace; the same bytes are kept once (BLOB-1). Content is staged outside any
 * transaction and linked by an {@link ArtifactWriter#insert} inside one; what stays unlinked is collected.
 */
public interface Blobs {
    /**
     * Reads {@code content} to its end, in bounded memory, and keeps it. Durable on return where the store is. Staging
     * known content again renews its grace. A failure leaves nothing behind that {@link #collect} does not find.
     *
     * @param now when the grace of {@link #collect} begins
     * @throws LimitExceeded when there are more than {@code maxBytes}; nothing is kept
     * @throws NotFound kind {@code workspace}
     * @throws IOException when {@code content} fails; nothing is kept
     */
    BlobRef stage(WorkspaceId workspace, InputStream content, long maxBytes, Instant now) throws IOException;

    /**
     * Opens a range of the content; the caller closes it. Bytes beyond the end are not an error: the stream just ends.
     * The size is checked against the reference, so that a truncated file cannot pass for the whole.
     *
     * @param offset 0 or more
     * @param length at most this many bytes, 0 or more
     * @throws NotFound kind {@code content}
     * @throws Corrupt when what is kept does not have the size of {@code ref}
     */
    InputStream open(WorkspaceId workspace, BlobRef ref, long offset, long length);

    /**
     * Removes content that was staged before {@code stagedBefore} and that no artifact links (BLOB-2). Never removes
     * what a concurrent transaction links: that one, or this, comes first.
     *
     * @param limit at most this many pieces, 1 or more
     */
    Collected collect(WorkspaceId workspace, Instant stagedBefore, int limit);

    /** What a collection removed. */
    record Collected(int blobs, long bytes) {}
}
