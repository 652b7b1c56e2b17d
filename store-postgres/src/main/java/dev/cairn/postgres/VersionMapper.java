package dev.cairn.postgres;

import dev.cairn.model.Memory;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements on the earlier versions of memories; see {@link IndexedVersions}. */
interface VersionMapper {
    int keepOne(
            @Param("ws") String workspace,
            @Param("namespace") String namespace,
            @Param("key") String key,
            @Param("version") long version);

    int keep(@Param("ws") String workspace, @Param("keys") String keys);

    @Nullable
    Memory find(
            @Param("ws") String workspace,
            @Param("namespace") String namespace,
            @Param("key") String key,
            @Param("version") long version);

    List<Memory> earlier(
            @Param("ws") String workspace,
            @Param("namespace") String namespace,
            @Param("key") String key,
            @Param("before") long before,
            @Param("now") long now,
            @Param("limit") int limit);

    /** Removes this version and what is older: more than one where fewer are kept than before. */
    int dropOne(
            @Param("ws") String workspace,
            @Param("namespace") String namespace,
            @Param("key") String key,
            @Param("version") long version);

    /** The same of several. */
    int drop(@Param("ws") String workspace, @Param("keys") String keys);

    int dropExpired(@Param("ws") String workspace, @Param("now") long now, @Param("limit") int limit);

    int forget(@Param("ws") String workspace, @Param("keys") String keys);
}
