package dev.cairn.sql.memory;

import dev.cairn.model.Memory;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/**
 * Statements on the versions of memories that later ones have followed. Each engine has its own; see {@link MemoryVersions}.
 * Namespaces are encoded, several keys are a {@link KeyList}.
 */
public interface VersionMapper {
    /**
     * Keeps the newest version where it is the one given, right before {@link MemoryMapper#follow} or
     * {@link MemoryMapper#put} puts the next; 0 where it is another.
     */
    int keepOne(
            @Param("ws") String workspace,
            @Param("namespace") String namespace,
            @Param("key") String key,
            @Param("version") long version);

    /** The same for several, which is not all that {@link MemoryVersions#keep} does; returns of how many. */
    int keep(@Param("ws") String workspace, @Param("keys") String keys);

    /** Exactly this version, also where it is the newest. */
    @Nullable
    Memory find(
            @Param("ws") String workspace,
            @Param("namespace") String namespace,
            @Param("key") String key,
            @Param("version") long version);

    /** Those kept below {@code before} and not past their expiry, newest first; not the one that is the newest stored. */
    List<Memory> earlier(
            @Param("ws") String workspace,
            @Param("namespace") String namespace,
            @Param("key") String key,
            @Param("before") long before,
            @Param("now") long now,
            @Param("limit") int limit);

    /** Removes up to {@code limit} of those that are kept and past their expiry; returns how many. */
    int dropExpired(@Param("ws") String workspace, @Param("now") long now, @Param("limit") int limit);

    /** Removes all of these memories, as part of {@link MemoryVersions#forget}. */
    int forget(@Param("ws") String workspace, @Param("keys") String keys);
}
