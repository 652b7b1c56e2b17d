package dev.cairn.sql.memory;

import dev.cairn.model.Memory;
import dev.cairn.model.MemoryKey;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/**
 * Statements on memories by their keys. Namespaces are encoded, several keys are a {@link KeyList}.
 */
public interface MemoryMapper {
    @Nullable
    Memory find(@Param("ws") String workspace, @Param("namespace") String namespace, @Param("key") String key);

    List<Memory> findAll(@Param("ws") String workspace, @Param("keys") String keys);

    /** Of how many the newest version is another than the one given; 0 for none. */
    long others(@Param("ws") String workspace, @Param("keys") String keys);

    List<Memory> expired(@Param("ws") String workspace, @Param("now") long now, @Param("limit") int limit);

    /**
     * Replaces the version before where type and expiry are the same and both live without an embedding; 0 where not, or where
     * there is another.
     *
     * @param kept as {@link MemoryVersions#keep}; {@link VersionMapper#keepOne} comes before
     */
    int follow(@Param("ws") String workspace, @Param("m") MemoryRow memory, @Param("kept") int kept);

    /** Inserts, or replaces the version before; 0 where there is another. Otherwise as {@link #follow}. */
    int put(@Param("ws") String workspace, @Param("m") MemoryRow memory, @Param("kept") int kept);

    /** The same for several; returns of how many. */
    int putAll(@Param("ws") String workspace, @Param("memories") List<MemoryRow> memories);

    /** Engine's own, where that has LIKENESS: the same with what it compares. */
    int putAlike(@Param("ws") String workspace, @Param("memories") List<MemoryRow> memories);

    /** Puts the terms of one into the text index, right after {@link #follow} or {@link #put} has put its next version. */
    void index(@Param("ws") String workspace, @Param("m") MemoryRow memory);

    /** The same, right after {@link #put} has put its first version. */
    void indexFirst(@Param("ws") String workspace, @Param("m") MemoryRow memory);

    /** The same of several that have been put. */
    void indexAll(@Param("ws") String workspace, @Param("memories") List<MemoryRow> memories);

    void unindex(@Param("ws") String workspace, @Param("keys") String keys);

    /** Keys deleted before a time. */
    List<MemoryKey> deleted(@Param("ws") String workspace, @Param("before") long before, @Param("limit") int limit);

    /** Keys of memories, any. */
    List<MemoryKey> some(@Param("ws") String workspace, @Param("limit") int limit);

    int forget(@Param("ws") String workspace, @Param("keys") String keys);
}
