package dev.cairn.sqlite;

import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements that remove events; see {@link EventPurge}. */
interface EventPurgeMapper {
    /** Any session of the workspace that has a head. */
    @Nullable
    String session(@Param("ws") String workspace);

    /** Where its last events are, backwards. */
    List<Long> last(@Param("ws") String workspace, @Param("session") String sessionId, @Param("limit") int limit);

    /** @param places a JSON array */
    int delete(@Param("places") String places);

    /** Has the session end here. */
    int cut(@Param("ws") String workspace, @Param("session") String sessionId, @Param("place") long place);

    int deleteHead(@Param("ws") String workspace, @Param("session") String sessionId);
}
