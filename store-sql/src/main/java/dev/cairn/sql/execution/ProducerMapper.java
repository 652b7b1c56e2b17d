package dev.cairn.sql.execution;

import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements on producers. */
public interface ProducerMapper {
    @Nullable
    Long last(@Param("ws") String workspace, @Param("producer") String producer);

    /** 0 when the producer is known. */
    int insert(
            @Param("ws") String workspace,
            @Param("producer") String producer,
            @Param("next") long next,
            @Param("at") long at);

    /** 0 when the producer is not at {@code expected}. */
    int advance(
            @Param("ws") String workspace,
            @Param("producer") String producer,
            @Param("expected") long expected,
            @Param("next") long next,
            @Param("at") long at);

    int forget(@Param("ws") String workspace, @Param("before") long before, @Param("limit") int limit);
}
