package dev.cairn.sql.feed;

import java.util.List;
import org.apache.ibatis.annotations.Param;

/** Statements on the change log that engines share. What depends on how revisions are minted is the engine's own. */
public interface ChangeMapper {
    /** Engine's own: one row. */
    int insert(@Param("ws") String workspace, @Param("c") ChangeRow change);

    /** Engine's own: several rows in one statement; called with few distinct sizes, so that statements stay few. */
    int insertAll(@Param("ws") String workspace, @Param("changes") List<ChangeRow> changes);
}
