package dev.cairn.sql.execution;

import dev.cairn.model.Execution;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements on executions, their tags and leases. Counts of changed rows are returned; times are microseconds. */
public interface ExecutionMapper {
    @Nullable
    Execution find(@Param("ws") String workspace, @Param("id") String id);

    /** What changing or deleting needs to know of the stored row. */
    @Nullable
    ExecutionHead head(@Param("ws") String workspace, @Param("id") String id);

    /** 0 when the id is taken. */
    int insert(ExecutionRow row);

    /** 0 when there is no such version. */
    int update(ExecutionRow row);

    int delete(@Param("ws") String workspace, @Param("id") String id);

    int deleteSteps(@Param("ws") String workspace, @Param("id") String id);

    int deleteLog(@Param("ws") String workspace, @Param("id") String id);

    int deleteArtifacts(@Param("ws") String workspace, @Param("id") String id);

    /**
     * Engine's own.
     *
     * @param tags a JSON array of distinct texts
     */
    int insertTags(
            @Param("ws") String workspace,
            @Param("id") String id,
            @Param("createdAt") long createdAt,
            @Param("tags") String tags);

    /**
     * Engine's own.
     *
     * @param tags a JSON array of texts
     */
    int deleteTags(
            @Param("ws") String workspace,
            @Param("id") String id,
            @Param("createdAt") long createdAt,
            @Param("tags") String tags);

    /** Newest first, beyond a place, without any condition. */
    List<Execution> newest(
            @Param("ws") String workspace, @Param("time") long time, @Param("id") String id, @Param("limit") int limit);

    /** Newest first, beyond a place. */
    List<Execution> page(
            @Param("ws") String workspace,
            @Param("f") FilterRow filter,
            @Param("time") long time,
            @Param("id") String id,
            @Param("limit") int limit);

    long count(@Param("ws") String workspace, @Param("f") FilterRow filter, @Param("atMost") long atMost);

    StatusCounts counts(@Param("ws") String workspace, @Param("f") FilterRow filter);

    /**
     * Engine's own. The duration at a place in ascending order.
     *
     * @param skip how many come before it
     */
    @Nullable
    Long durationAt(@Param("ws") String workspace, @Param("f") FilterRow filter, @Param("skip") long skip);

    /** 0 when there is no such execution. */
    int lease(@Param("ws") String workspace, @Param("id") String id, @Param("expiresAt") long expiresAt);

    int unlease(@Param("ws") String workspace, @Param("id") String id);

    List<String> expired(@Param("ws") String workspace, @Param("now") long now, @Param("limit") int limit);
}
