package dev.cairn.sqlite;

import dev.cairn.model.Memory;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements on the earlier versions of memories; see {@link ChainedVersions} and {@link VersionCollection}. */
interface VersionMapper {
    int keepOne(
            @Param("ws") String workspace,
            @Param("namespace") String namespace,
            @Param("key") String key,
            @Param("version") long version);

    /** The number of the last row; 0 for none. */
    long last();

    int keep(@Param("ws") String workspace, @Param("keys") String keys);

    /** Has memories whose versions were kept after row {@code last} know them. */
    int link(@Param("last") long last, @Param("kept") int kept);

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

    int dropExpired(@Param("ws") String workspace, @Param("now") long now, @Param("limit") int limit);

    int forget(@Param("ws") String workspace, @Param("keys") String keys);

    /** The number of the last of so many rows after {@code from}; null where there are fewer. */
    @Nullable
    Long reach(@Param("from") long from, @Param("rows") int rows);

    /** Removes those rows above {@code from}, up to {@code to}, whose memory is gone or keeps only later versions. */
    int collect(@Param("from") long from, @Param("to") long to);
}
