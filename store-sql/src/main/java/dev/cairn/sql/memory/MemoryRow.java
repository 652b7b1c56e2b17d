package dev.cairn.sql.memory;

import dev.cairn.model.Embedding;
import dev.cairn.model.Memory;
import dev.cairn.model.Terms;
import dev.cairn.model.Wire;
import dev.cairn.sql.base.Micros;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A version of a memory as parameters.
 *
 * @param namespace encoded
 * @param expiresAt {@link #NEVER} where it does not expire, so that one comparison tells
 * @param terms what the text index holds of it, separated by blanks; null for a deletion
 */
public record MemoryRow(
        String namespace,
        String key,
        long version,
        String type,
        @Nullable String value,
        String metadata,
        long createdAt,
        long updatedAt,
        long expiresAt,
        int deleted,
        @Nullable Integer dimension,
        @Nullable Embedding vector,
        @Nullable String terms) {
    static final long NEVER = Long.MAX_VALUE;

    static MemoryRow of(String workspace, Memory m) {
        String key = m.id().key();
        return new MemoryRow(
                m.id().namespace().encoded(),
                key,
                m.version(),
                Wire.name(m.type()),
                m.value(),
                m.metadata().text(),
                Micros.of(m.createdAt()),
                Micros.of(m.updatedAt()),
                m.expiresAt() == null ? NEVER : Micros.of(m.expiresAt()),
                m.value() == null ? 1 : 0,
                m.embedding() == null ? null : m.embedding().dimension(),
                m.embedding(),
                m.value() == null ? null : terms(workspace, key, m.value()));
    }

    /** As stored. */
    public byte @Nullable [] embedding() {
        return vector == null ? null : vector.bytes();
    }

    /** For an engine with LIKENESS. */
    public @Nullable String unit() {
        return vector == null ? null : UnitVector.of(vector);
    }

    /** What the text index holds of a memory that lives, separated by blanks. */
    public static String terms(String workspace, String key, String value) {
        return Terms.workspace(workspace) + " " + String.join(" ", Terms.of(key, value));
    }

    static @Nullable Instant expiry(long micros) {
        return micros == NEVER ? null : Micros.instant(micros);
    }
}
