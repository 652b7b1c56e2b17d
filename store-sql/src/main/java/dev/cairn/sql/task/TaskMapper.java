package dev.cairn.sql.task;

import dev.cairn.model.Task;
import dev.cairn.model.TaskCounts;
import dev.cairn.model.TaskFilter;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements on tasks. Ids and keys are JSON arrays. */
public interface TaskMapper {
    @Nullable
    Task find(@Param("ws") String workspace, @Param("id") String id);

    List<Task> findAll(@Param("ws") String workspace, @Param("ids") String ids);

    List<TaskKeyRow> keyed(@Param("ws") String workspace, @Param("ids") String keys);

    /** Strictly beyond the place, newest first. */
    List<Task> newest(
            @Param("ws") String workspace, @Param("time") long time, @Param("id") String id, @Param("limit") int limit);

    /** The same, of those that match. */
    List<Task> page(
            @Param("ws") String workspace,
            @Param("f") TaskFilter filter,
            @Param("status") @Nullable String status,
            @Param("time") long time,
            @Param("id") String id,
            @Param("limit") int limit);

    TaskCounts counts(@Param("ws") String workspace);

    TaskCounts countsOf(@Param("ws") String workspace, @Param("parent") String parent);

    /** How many were new. */
    int insert(@Param("tasks") List<TaskRow> tasks);

    /** 0 when there is no such version. */
    int update(@Param("t") TaskRow task);

    /** Engine's own. How many were there in the right version; the rows are a JSON array, see {@link TaskRow#json}. */
    int updateAll(@Param("ws") String workspace, @Param("rows") String rows);

    /** 0 when the token is another, or it does not run. */
    int extend(
            @Param("ws") String workspace,
            @Param("id") String id,
            @Param("token") long token,
            @Param("ends") long leaseEnds);

    int delete(@Param("ws") String workspace, @Param("ids") String ids);

    List<Task> ready(@Param("ws") String workspace, @Param("limit") int limit);

    List<Task> readyOf(@Param("ws") String workspace, @Param("type") String type, @Param("limit") int limit);

    /** May show one twice. */
    List<Task> due(@Param("ws") String workspace, @Param("now") long now, @Param("limit") int limit);

    List<String> finished(
            @Param("ws") String workspace,
            @Param("status") String status,
            @Param("before") long before,
            @Param("limit") int limit);

    long countFinished(@Param("ws") String workspace, @Param("status") String status, @Param("before") long before);
}
