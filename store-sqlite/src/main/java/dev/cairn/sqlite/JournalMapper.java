package dev.cairn.sqlite;

import dev.cairn.spi.Recording;
import dev.cairn.sql.feed.ChangeRow;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.jspecify.annotations.Nullable;

/** Statements on the journal: what has been written last, until {@link Gathering} spreads it over its tables. */
interface JournalMapper {
    /**
     * One row.
     *
     * @param at of the recording
     * @param recording what the audit is told; null for nothing
     */
    int insert(
            @Param("ws") String workspace,
            @Param("j") JournalRow row,
            @Param("at") @Nullable Long at,
            @Param("r") @Nullable Recording recording);

    /** Several in one statement. */
    int insertAll(
            @Param("ws") String workspace,
            @Param("rows") List<JournalRow> rows,
            @Param("at") @Nullable Long at,
            @Param("r") @Nullable Recording recording);

    /** Lines of the change log beyond a place. */
    List<ChangeRow> after(@Param("ws") String workspace, @Param("place") long place, @Param("limit") int limit);

    /** The same, of one root. */
    List<ChangeRow> afterOf(
            @Param("ws") String workspace,
            @Param("root") Object root,
            @Param("place") long place,
            @Param("limit") int limit);

    int purge(@Param("ws") String workspace, @Param("limit") int limit);
}
