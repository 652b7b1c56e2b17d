package dev.cairn.sqlite;

import org.apache.ibatis.annotations.Param;

/** Statements on what is indexed late; see {@link Gathering}. */
interface GatheringMapper {
    /** Puts all terms that wait into the text index, where {@link #termsDone} must follow. */
    void terms();

    void termsDone();

    /** Has the changes of the workspace that wait found by their root. */
    void roots(@Param("ws") String workspace);

    /** Has its entries of the audit that wait found by what lists ask for. */
    void entries(@Param("ws") String workspace);

    /** Nothing of the workspace waits at or below the revision. */
    void done(@Param("ws") String workspace, @Param("revision") long revision);

    int purgeRoots(@Param("ws") String workspace, @Param("limit") int limit);

    int purgeEntries(@Param("ws") String workspace, @Param("limit") int limit);
}
