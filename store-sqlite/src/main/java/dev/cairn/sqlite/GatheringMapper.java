package dev.cairn.sqlite;

import org.apache.ibatis.annotations.Param;

/** Statements that put what waits where it is kept and found; see {@link Gathering}. */
interface GatheringMapper {
    /** Puts all terms that wait into the text index, where {@link #termsDone} must follow. */
    void terms();

    void termsDone();

    /** Puts the lines of the journal into the change log, where {@link #done} must follow. */
    void changes();

    /** Has the same found by their root. */
    void roots();

    /** Puts the entries of the journal into the audit. */
    void entries();

    /** Has the same found by what lists ask for. */
    void lookups();

    /** Empties the journal. */
    void done();

    int purgeRoots(@Param("ws") String workspace, @Param("limit") int limit);

    int purgeLookups(@Param("ws") String workspace, @Param("limit") int limit);
}
