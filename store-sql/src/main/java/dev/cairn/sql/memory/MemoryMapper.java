package dev.cairn.sql.memory;

import dev.cairn.model.Memory;
import dev.cairn.model.MemoryKey;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/**
 * Statements on memories by their keys. Namespaces are encoded. Several keys are one parameter, a JSON array of arrays of
 * namespace, key and, where it matters, version.
 */
public interface MemoryMapper {
    @Nullable
    Memory find(@Param("ws") String workspace, @Param("namespace") String namespace, @Param("key") String key);

    List<Memory> findAll(@Param("ws") String workspace, @Param("keys") String keys);

    @Nullable
    Memory findVersion(
            @Param("ws") String workspace,
            @Param("namespace") String namespace,
            @Param("key") String key,
            @Param("version") long version);

    /** Superseded versions, newest first. */
    List<Memory> earlier(
            @Param("ws") String workspace,
            @Param("namespace") String namespace,
            @Param("key") String key,
            @Param("before") long before,
            @Param("now") long now,
            @Param("limit") int limit);

    List<Memory> expired(@Param("ws") String workspace, @Param("now") long now, @Param("limit") int limit);

    /** Copies the newest version away where it is the one given; 0 where it is not. */
    int keepOne(
            @Param("ws") String workspace,
            @Param("namespace") String namespace,
            @Param("key") String key,
            @Param("version") long version);

    /** The same for several; returns of how many. */
    int keep(@Param("ws") String workspace, @Param("keys") String keys);

    /**
     * Replaces the version before where type and expiry are the same and both live without an embedding; 0 where not, or where
     * there is another.
     */
    int follow(@Param("ws") String workspace, @Param("m") MemoryRow memory);

    /** Inserts, or replaces the version before; 0 where there is another. */
    int put(@Param("ws") String workspace, @Param("m") MemoryRow memory);

    /** The same for several; returns of how many. */
    int putAll(@Param("ws") String workspace, @Param("memories") List<MemoryRow> memories);

    /** Engine's own, where that has LIKENESS: the same with what it compares. */
    int putAlike(@Param("ws") String workspace, @Param("memories") List<MemoryRow> memories);

    /** Puts the terms of one that has been put into the text index. */
    void index(@Param("ws") String workspace, @Param("m") MemoryRow memory);

    /** The same of one whose first version the last statement has put. */
    void indexFirst(@Param("ws") String workspace, @Param("m") MemoryRow memory);

    void indexAll(@Param("ws") String workspace, @Param("memories") List<MemoryRow> memories);

    void unindex(@Param("ws") String workspace, @Param("keys") String keys);

    /** Removes a superseded version, and what is older: more than one where fewer are kept than before. */
    int dropOne(
            @Param("ws") String workspace,
            @Param("namespace") String namespace,
            @Param("key") String key,
            @Param("version") long version);

    /** The same of several. */
    int drop(@Param("ws") String workspace, @Param("keys") String keys);

    int dropExpired(@Param("ws") String workspace, @Param("now") long now, @Param("limit") int limit);

    /** Keys deleted before a time. */
    List<MemoryKey> deleted(@Param("ws") String workspace, @Param("before") long before, @Param("limit") int limit);

    int forgetVersions(@Param("ws") String workspace, @Param("keys") String keys);

    int forget(@Param("ws") String workspace, @Param("keys") String keys);
}
