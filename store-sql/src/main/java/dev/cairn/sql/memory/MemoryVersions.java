package dev.cairn.sql.memory;

import java.util.List;

/**
 * How an engine keeps the versions of memories that later ones have followed, as far as {@link VersionMapper} does not say it.
 * PostgreSQL finds them by an index, SQLite by what each knows of the one before it, since there a page of an index is what
 * a version costs most.
 */
public interface MemoryVersions {
    /**
     * Keeps the newest versions, before {@link MemoryMapper#putAll} puts these.
     *
     * @param next each above version 1
     * @param kept how many earlier versions there are to be of each; older ones are gone for every reader
     * @return of how many the version before was the newest stored
     */
    int keep(String workspace, List<MemoryRow> next, int kept);

    /** Removes what is too old now that these have been put, at once or some time. */
    void drop(String workspace, List<MemoryRow> next, int kept);

    /** Removes those of memories that are there, and that {@link MemoryMapper#forget} removes next. */
    void forget(String workspace, String keys);
}
