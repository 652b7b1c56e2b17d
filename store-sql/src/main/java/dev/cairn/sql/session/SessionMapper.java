package dev.cairn.sql.session;

import dev.cairn.model.Session;
import dev.cairn.model.SessionFilter;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements on sessions. */
public interface SessionMapper {
    @Nullable
    Session find(@Param("ws") String workspace, @Param("id") String id);

    @Nullable
    Long version(@Param("ws") String workspace, @Param("id") String id);

    /** Strictly beyond the place, newest first. */
    List<Session> newest(
            @Param("ws") String workspace, @Param("time") long time, @Param("id") String id, @Param("limit") int limit);

    /** The same, of those that match. */
    List<Session> page(
            @Param("ws") String workspace,
            @Param("f") SessionFilter filter,
            @Param("status") @Nullable String status,
            @Param("time") long time,
            @Param("id") String id,
            @Param("limit") int limit);

    /** 0 when the id is taken. */
    int insert(SessionRow row);

    int insertHead(@Param("ws") String workspace, @Param("id") String id);

    /** 0 when there is no such version. */
    int update(SessionRow row);

    int deleteHead(@Param("ws") String workspace, @Param("id") String id);

    int delete(@Param("ws") String workspace, @Param("id") String id);
}
