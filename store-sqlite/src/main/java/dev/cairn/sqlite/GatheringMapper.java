package dev.cairn.sqlite;

import org.apache.ibatis.annotations.Param;

/** Statements that take over what waited, once the index has it; see {@link Gathering}. */
interface GatheringMapper {
    /** Puts the lines of the journal up to a place into the change log, where {@link #done} must follow. */
    void changes(@Param("place") long place);

    /** Puts the entries of the journal up to a place into the audit. */
    void entries(@Param("place") long place);

    /** Removes them from the journal. */
    void done(@Param("place") long place);

    /** How many rows the journal has beyond a place. */
    int lines(@Param("place") long place);

    /** Removes terms up to a place. */
    void termsDone(@Param("place") long place);

    /** How many memories' terms wait. */
    int terms();
}
