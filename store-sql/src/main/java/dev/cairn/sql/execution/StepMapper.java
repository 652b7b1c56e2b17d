package dev.cairn.sql.execution;

import dev.cairn.model.Step;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements on steps. */
public interface StepMapper {
    @Nullable
    Step find(@Param("ws") String workspace, @Param("execution") String executionId, @Param("index") int index);

    List<Step> list(
            @Param("ws") String workspace,
            @Param("execution") String executionId,
            @Param("after") int afterIndex,
            @Param("limit") int limit);

    @Nullable
    Long version(@Param("ws") String workspace, @Param("execution") String executionId, @Param("index") int index);

    /** 0 when the execution is missing or the index taken. */
    int insert(StepRow row);

    /** 0 when there is no such version. */
    int update(StepRow row);
}
