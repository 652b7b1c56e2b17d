package dev.cairn.sqlite;

import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements on the rows of versions of memories; see {@link ChainedVersions} and {@link VersionCollection}. */
interface ChainMapper {
    /** The number of the last row; 0 for none. */
    long last();

    /** Has memories whose versions were kept after row {@code last} know them. */
    int link(@Param("last") long last, @Param("kept") int kept);

    /** Has ids of memories that are removed next not be given again; there is at least one. */
    int reserve();

    /** The number of the last of so many rows after {@code from}; null where there are fewer. */
    @Nullable
    Long reach(@Param("from") long from, @Param("rows") int rows);

    /** Removes those rows above {@code from}, up to {@code to}, whose memory is gone or keeps only later versions. */
    int collect(@Param("from") long from, @Param("to") long to);
}
