package dev.cairn.postgres;

import org.apache.ibatis.annotations.Param;

/** Statements that remove old versions of memories; see {@link IndexedVersions}. */
interface OldVersionMapper {
    /** Removes this version and what is older: more than one where fewer are kept than before. */
    int dropOne(
            @Param("ws") String workspace,
            @Param("namespace") String namespace,
            @Param("key") String key,
            @Param("version") long version);

    /** The same of several. */
    int drop(@Param("ws") String workspace, @Param("keys") String keys);
}
