package dev.cairn.sql.memory;

import dev.cairn.model.Embedding;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.MemoryVector;
import dev.cairn.model.Namespace;
import dev.cairn.model.NamespaceCount;
import dev.cairn.model.Wire;
import dev.cairn.sql.base.Micros;
import dev.cairn.sql.base.RowMapper;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How rows become memories. */
final class MemoryRows {
    private static final RowMapper<Memory> MEMORY = RowMapper.of(
            Memory.class,
            "namespace, memory_key, version, type, value, metadata, created_at, updated_at, expires_at, embedding",
            row -> new Memory(
                    new MemoryKey(Namespace.decoded(row.getString(1)), row.getString(2)),
                    row.getLong(3),
                    Wire.parse(MemoryType.class, "type", row.getString(4)),
                    row.getString(5),
                    JsonObject.trusted(row.getString(6)),
                    Micros.instant(row.getLong(7)),
                    Micros.instant(row.getLong(8)),
                    MemoryRow.expiry(row.getLong(9)),
                    embedding(row.getBytes(10))));

    private static final RowMapper<MemoryVector> MEMORY_VECTOR = RowMapper.of(
            MemoryVector.class,
            "namespace, memory_key, embedding",
            row -> new MemoryVector(
                    new MemoryKey(Namespace.decoded(row.getString(1)), row.getString(2)),
                    Embedding.stored(row.getBytes(3))));

    private static final RowMapper<NamespaceCount> NAMESPACE_COUNT = RowMapper.of(
            NamespaceCount.class,
            "namespace, live",
            row -> new NamespaceCount(Namespace.decoded(row.getString(1)), row.getLong(2)));

    private static final RowMapper<MemoryKey> MEMORY_KEY = RowMapper.of(
            MemoryKey.class,
            "namespace, memory_key",
            row -> new MemoryKey(Namespace.decoded(row.getString(1)), row.getString(2)));

    static final List<RowMapper<?>> ALL = List.of(MEMORY, MEMORY_VECTOR, MEMORY_KEY, NAMESPACE_COUNT);

    private MemoryRows() {}

    private static @Nullable Embedding embedding(byte @Nullable [] bytes) {
        return bytes == null ? null : Embedding.stored(bytes);
    }
}
