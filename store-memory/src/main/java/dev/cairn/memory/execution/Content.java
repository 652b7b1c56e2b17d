package dev.cairn.memory.execution;

import dev.cairn.memory.base.Weight;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Staged content. Its chunks are never changed; they make more than 2 GiB possible, and need no second copy while it is
 * read in.
 *
 * @param chunks of {@link #CHUNK} bytes each, the last one possibly smaller
 * @param stagedAt when it was staged last
 * @param links how many artifacts link it
 */
public record Content(List<byte[]> chunks, long size, Instant stagedAt, int links) {
    public static final int CHUNK = 64 * 1024;

    Content linked(int by) {
        return new Content(chunks, size, stagedAt, links + by);
    }

    /** Staged again: the grace begins anew. */
    Content renewed(Instant now) {
        return new Content(chunks, size, now, links);
    }

    long weight() {
        return Weight.CONTENT + size;
    }

    /** From {@code offset}, at most {@code length} bytes; empty beyond the end. */
    public InputStream open(long offset, long length) {
        List<InputStream> parts = new ArrayList<>();
        long end = offset >= size ? offset : offset + Math.min(length, size - offset);
        for (long at = offset; at < end; ) {
            byte[] chunk = chunks.get((int) (at / CHUNK));
            int from = (int) (at % CHUNK);
            int count = (int) Math.min(chunk.length - from, end - at);
            parts.add(new ByteArrayInputStream(chunk, from, count));
            at += count;
        }
        return switch (parts.size()) {
            case 0 -> InputStream.nullInputStream();
            case 1 -> parts.getFirst();
            default -> new SequenceInputStream(Collections.enumeration(parts));
        };
    }
}
