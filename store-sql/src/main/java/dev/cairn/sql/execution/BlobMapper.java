package dev.cairn.sql.execution;

import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements on what is known of content; where the bytes are is the engine's own matter. */
public interface BlobMapper {
    /** The size in bytes; null when this content is not kept. */
    @Nullable
    Long size(@Param("ws") String workspace, @Param("sha256") String sha256);

    /** Notes content, or renews its grace. */
    int put(
            @Param("ws") String workspace,
            @Param("sha256") String sha256,
            @Param("size") long size,
            @Param("stagedAt") long stagedAt);

    /** Content staged before that time which no artifact links. */
    List<BlobRow> unlinked(@Param("ws") String workspace, @Param("before") long before, @Param("limit") int limit);

    /** Any content of the workspace. */
    List<BlobRow> any(@Param("ws") String workspace, @Param("limit") int limit);

    /** Forgets the content if it is still unlinked and staged before that time; 0 when not. */
    int deleteUnlinked(@Param("ws") String workspace, @Param("sha256") String sha256, @Param("before") long before);

    /** Forgets the content, linked or not. */
    int delete(@Param("ws") String workspace, @Param("sha256") String sha256);
}
