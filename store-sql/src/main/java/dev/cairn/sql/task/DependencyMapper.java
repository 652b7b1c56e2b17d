package dev.cairn.sql.task;

import dev.cairn.model.Task;
import dev.cairn.model.TaskDependency;
import java.util.List;
import org.apache.ibatis.annotations.Param;

/** Statements on what tasks wait for. Ids are JSON arrays. */
public interface DependencyMapper {
    List<TaskDependency> of(@Param("ws") String workspace, @Param("ids") String dependents);

    /** Engine's own. */
    List<Task> waiting(
            @Param("ws") String workspace, @Param("prerequisite") String prerequisite, @Param("limit") int limit);

    List<Task> behind(@Param("ws") String workspace, @Param("ids") String prerequisites, @Param("limit") int limit);

    List<TaskDependency> before(
            @Param("ws") String workspace, @Param("ids") String dependents, @Param("limit") int limit);

    /** Engine's own. The rows are a JSON array of arrays: dependent, prerequisite, 1 where that is completed. */
    int add(@Param("ws") String workspace, @Param("rows") String rows);

    int resolve(
            @Param("ws") String workspace, @Param("prerequisite") String prerequisite, @Param("ids") String dependents);

    int deleteOf(@Param("ws") String workspace, @Param("ids") String dependents);

    int deleteFor(@Param("ws") String workspace, @Param("ids") String prerequisites);
}
