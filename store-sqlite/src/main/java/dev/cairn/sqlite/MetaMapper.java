package dev.cairn.sqlite;

import dev.cairn.sql.execution.BlobRow;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements on the store as a whole. */
interface MetaMapper {
    @Nullable
    String get(@Param("name") String name);

    /** Nothing but that from now on one state of the database and one of the index are seen. */
    @Nullable
    String pin();

    int set(@Param("name") String name, @Param("value") String value);

    List<String> live();

    /** The number of pieces of content, as text, and their bytes. */
    BlobRow content();
}
