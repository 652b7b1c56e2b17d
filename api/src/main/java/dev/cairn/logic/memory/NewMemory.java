package dev.cairn.logic.memory;

import dev.cairn.model.Embedding;
import dev.cairn.model.JsonObject;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Namespace;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What a caller puts under a key. Null means the default.
 *
 * @param value any JSON text but null
 * @param type default: as it is, and semantic for a new key
 * @param metadata default: as it is, and empty for a new key
 * @param timeToLive from now on; default: for ever
 * @param embedding of this value; default: none, also where the version before has one
 * @param expectedVersion of what is there, deletions counted; 0: nothing live; default: whatever is there
 */
public record NewMemory(
        MemoryKey id,
        String value,
        @Nullable MemoryType type,
        @Nullable JsonObject metadata,
        @Nullable Duration timeToLive,
        @Nullable Embedding embedding,
        @Nullable Long expectedVersion) {

    /** Under a namespace such as {@code user/alice}. */
    public static NewMemory of(String namespace, String key, String value) {
        return new NewMemory(new MemoryKey(Namespace.of(namespace), key), value, null, null, null, null, null);
    }

    /** The same of this type. */
    public NewMemory ofType(MemoryType memoryType) {
        return new NewMemory(id, value, memoryType, metadata, timeToLive, embedding, expectedVersion);
    }

    /** The same with this metadata. */
    public NewMemory withMetadata(JsonObject object) {
        return new NewMemory(id, value, type, object, timeToLive, embedding, expectedVersion);
    }

    /** The same for so long. */
    public NewMemory lasting(Duration time) {
        return new NewMemory(id, value, type, metadata, time, embedding, expectedVersion);
    }

    /** The same with this embedding. */
    public NewMemory withEmbedding(Embedding vector) {
        return new NewMemory(id, value, type, metadata, timeToLive, vector, expectedVersion);
    }

    /** The same where this version is there; 0 where nothing live is. */
    public NewMemory expecting(long version) {
        return new NewMemory(id, value, type, metadata, timeToLive, embedding, version);
    }
}
