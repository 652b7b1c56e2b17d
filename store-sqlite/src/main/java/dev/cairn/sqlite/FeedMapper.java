package dev.cairn.sqlite;

import dev.cairn.sql.feed.ChangeRow;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements on the feed. */
interface FeedMapper {
    @Nullable
    FeedState state(@Param("ws") String workspace);

    List<ChangeRow> after(
            @Param("ws") String workspace,
            @Param("revision") long revision,
            @Param("ordinal") int ordinal,
            @Param("limit") int limit);

    List<ChangeRow> afterOf(
            @Param("ws") String workspace,
            @Param("root") Object root,
            @Param("revision") long revision,
            @Param("ordinal") int ordinal,
            @Param("limit") int limit);

    /** Of what does not wait (Gathering). */
    List<Superseded> superseded(
            @Param("ws") String workspace, @Param("through") long through, @Param("limit") int limit);

    int compacted(@Param("ws") String workspace, @Param("through") long through);

    /** @param keys a JSON array of arrays of revision and ordinal */
    int drop(@Param("ws") String workspace, @Param("keys") String keys);

    /** Drops a line's own change and keeps the put of the root that rides on it; keys as for {@link #drop}. */
    int keepRiding(@Param("ws") String workspace, @Param("keys") String keys);

    /** Drops what rides on a line; keys as for {@link #drop}. */
    int keepOwn(@Param("ws") String workspace, @Param("keys") String keys);
}
