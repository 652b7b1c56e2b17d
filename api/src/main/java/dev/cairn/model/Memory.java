package dev.cairn.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One version of a memory.
 *
 * @param version 1 at first, one more with every put, deletion, restoration and collection (MEM-1)
 * @param value JSON text; null where this version is the deletion
 * @param createdAt of the key's first version
 * @param updatedAt of this version
 * @param expiresAt from then on this version is not shown; null for never
 * @param embedding null where the caller gave none
 */
public record Memory(
        MemoryKey id,
        long version,
        MemoryType type,
        @Nullable String value,
        JsonObject metadata,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant expiresAt,
        @Nullable Embedding embedding) {

    public boolean deleted() {
        return value == null;
    }

    public boolean expiredAt(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    /** Whether there is a value to show. */
    public boolean liveAt(Instant now) {
        return value != null && !expiredAt(now);
    }
}
