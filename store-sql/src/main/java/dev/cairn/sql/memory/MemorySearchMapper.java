package dev.cairn.sql.memory;

import dev.cairn.model.Memory;
import dev.cairn.model.MemoryVector;
import dev.cairn.model.NamespaceCount;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements that look for memories. */
public interface MemorySearchMapper {
    List<Memory> page(
            @Param("ws") String workspace,
            @Param("f") MemoryFilterRow filter,
            @Param("now") long now,
            @Param("namespace") String namespace,
            @Param("key") String key,
            @Param("limit") int limit);

    /** @param end encoded; null for no end */
    List<NamespaceCount> namespaces(
            @Param("ws") String workspace,
            @Param("from") String from,
            @Param("end") @Nullable String end,
            @Param("now") long now,
            @Param("limit") int limit);

    List<MemoryVector> vectors(
            @Param("ws") String workspace,
            @Param("f") MemoryFilterRow filter,
            @Param("dimension") int dimension,
            @Param("now") long now,
            @Param("namespace") String namespace,
            @Param("key") String key,
            @Param("limit") int limit);

    /**
     * Engine's own, where that has LIKENESS: the same without those that are surely too unlike.
     *
     * @param unit as {@link MemoryRow#unit}
     * @param atMost the greatest negative product of two unit vectors that is of interest
     */
    List<MemoryVector> alike(
            @Param("ws") String workspace,
            @Param("f") MemoryFilterRow filter,
            @Param("dimension") int dimension,
            @Param("now") long now,
            @Param("namespace") String namespace,
            @Param("key") String key,
            @Param("unit") String unit,
            @Param("atMost") double atMost,
            @Param("limit") int limit);
}
