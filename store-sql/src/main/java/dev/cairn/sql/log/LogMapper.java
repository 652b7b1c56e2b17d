package dev.cairn.sql.log;

import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements on log chunks, which are keyed by their last sequence. */
public interface LogMapper {
    /** Null for an empty log. */
    @Nullable
    Long lastSequence(@Param("ws") String workspace, @Param("execution") String executionId);

    /** 0 when the execution is missing. */
    int insert(@Param("ws") String workspace, @Param("execution") String executionId, @Param("c") LogChunk chunk);

    /** Chunks with lines after {@code after}, ascending, as long as they begin before {@code before}. */
    List<LogChunk> forward(
            @Param("ws") String workspace,
            @Param("execution") String executionId,
            @Param("after") long after,
            @Param("before") long before,
            @Param("q") LogChunkFilter filter,
            @Param("limit") int limit);

    /** Chunks with lines before {@code before}, descending, as long as they end after {@code after}. */
    List<LogChunk> backward(
            @Param("ws") String workspace,
            @Param("execution") String executionId,
            @Param("after") long after,
            @Param("before") long before,
            @Param("q") LogChunkFilter filter,
            @Param("limit") int limit);
}
