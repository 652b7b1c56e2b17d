package dev.cairn.sql.session;

import dev.cairn.model.EventHead;
import dev.cairn.model.SessionEvent;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements on the events of sessions. */
public interface EventMapper {
    /** Null for an unknown session. */
    @Nullable
    EventHead head(@Param("ws") String workspace, @Param("session") String sessionId);

    /** @param ids a JSON array */
    List<SessionEvent> known(
            @Param("ws") String workspace, @Param("session") String sessionId, @Param("ids") String ids);

    List<SessionEvent> forward(
            @Param("ws") String workspace,
            @Param("session") String sessionId,
            @Param("after") long after,
            @Param("before") long before,
            @Param("limit") int limit);

    List<SessionEvent> backward(
            @Param("ws") String workspace,
            @Param("session") String sessionId,
            @Param("after") long after,
            @Param("before") long before,
            @Param("limit") int limit);

    /** 0 when the last sequence is another, or the session missing. */
    int advance(
            @Param("ws") String workspace,
            @Param("session") String sessionId,
            @Param("expected") long expected,
            @Param("last") long last);

    /** After {@link #advance} to this event alone. 0 when the session has an event of this id. */
    int insert(@Param("ws") String workspace, @Param("session") String sessionId, @Param("e") EventRow event);

    /** After {@link #advance} from {@code expected} to these events, some or all. How many were new. */
    int insertAll(
            @Param("ws") String workspace,
            @Param("session") String sessionId,
            @Param("expected") long expected,
            @Param("events") List<EventRow> events);

    /** Removes events after {@code last} again, where {@link #retreat} must follow. */
    int deleteAfter(@Param("ws") String workspace, @Param("session") String sessionId, @Param("last") long last);

    /** Takes the last {@link #advance} back. */
    int retreat(@Param("ws") String workspace, @Param("session") String sessionId, @Param("last") long last);

    int deleteAll(@Param("ws") String workspace, @Param("session") String sessionId);

    /** 0 when the token is another, or the session missing. */
    int lease(
            @Param("ws") String workspace,
            @Param("session") String sessionId,
            @Param("holder") @Nullable String holder,
            @Param("token") long token,
            @Param("expiresAt") long expiresAt,
            @Param("expected") long expected);
}
