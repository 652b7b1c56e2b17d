package dev.cairn.sql.workspace;

import dev.cairn.model.Workspace;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements on workspaces. The purging ones remove up to {@code limit} rows of a table and say how many. */
public interface WorkspaceMapper {
    @Nullable
    Workspace find(@Param("ws") String workspace);

    List<Workspace> list(@Param("after") String after, @Param("limit") int limit);

    /** Engine's own. 0 when the id is taken. */
    int insert(@Param("ws") String workspace, @Param("createdAt") long createdAt, @Param("born") long born);

    int retire(@Param("ws") String workspace);

    int delete(@Param("ws") String workspace);

    int purgeSteps(@Param("ws") String workspace, @Param("limit") int limit);

    int purgeLogs(@Param("ws") String workspace, @Param("limit") int limit);

    int purgeArtifacts(@Param("ws") String workspace, @Param("limit") int limit);

    int purgeTags(@Param("ws") String workspace, @Param("limit") int limit);

    int purgeLeases(@Param("ws") String workspace, @Param("limit") int limit);

    int purgeExecutions(@Param("ws") String workspace, @Param("limit") int limit);

    int purgeSessions(@Param("ws") String workspace, @Param("limit") int limit);

    int purgeState(@Param("ws") String workspace, @Param("limit") int limit);

    int purgeEntries(@Param("ws") String workspace, @Param("limit") int limit);

    int purgeSeals(@Param("ws") String workspace, @Param("limit") int limit);

    int purgeTasks(@Param("ws") String workspace, @Param("limit") int limit);

    int purgeDependencies(@Param("ws") String workspace, @Param("limit") int limit);

    int purgeProducers(@Param("ws") String workspace, @Param("limit") int limit);

    /** Engine's own. */
    int purgeChanges(@Param("ws") String workspace, @Param("limit") int limit);
}
