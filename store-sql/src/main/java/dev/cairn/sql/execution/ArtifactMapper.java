package dev.cairn.sql.execution;

import dev.cairn.model.Artifact;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements on artifacts. */
public interface ArtifactMapper {
    @Nullable
    Artifact find(@Param("ws") String workspace, @Param("id") String id);

    /** Oldest first, beyond a place. */
    List<Artifact> list(
            @Param("ws") String workspace,
            @Param("execution") String executionId,
            @Param("time") long time,
            @Param("id") String id,
            @Param("limit") int limit);

    List<Artifact> expired(@Param("ws") String workspace, @Param("now") long now, @Param("limit") int limit);

    /** 0 when execution or content is missing or the id is taken. */
    int insert(ArtifactRow row);

    int delete(@Param("ws") String workspace, @Param("id") String id);
}
