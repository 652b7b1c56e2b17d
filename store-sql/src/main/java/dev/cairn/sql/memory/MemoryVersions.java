package dev.cairn.sql.memory;

import dev.cairn.model.Memory;
import dev.cairn.model.MemoryKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The versions of memories that later ones have followed. An engine keeps and finds them in its own way: PostgreSQL by an
 * index, SQLite by what each knows of the one before it, since there a page of an index is what a version costs most.
 */
public interface MemoryVersions {
    /**
     * Keeps the newest version, before the one that follows is put by {@link MemoryMapper#follow} or {@link MemoryMapper#put}.
     *
     * @return whether it is the one before {@code next}
     */
    boolean keepOne(String workspace, MemoryRow next);

    /**
     * The same for several, which {@link MemoryMapper#putAll} then puts.
     *
     * @param kept how many earlier versions there are to be of each; older ones are gone for every reader
     * @return for how many
     */
    int keep(String workspace, List<MemoryRow> next, int kept);

    /** Exactly this version, also where it is the newest. */
    @Nullable
    Memory find(String workspace, MemoryKey id, long version);

    /** Those kept below {@code before} and not past their expiry, newest first; not the one that is the newest stored. */
    List<Memory> earlier(String workspace, MemoryKey id, long before, long now, int limit);

    /** Removes what is too old now that {@code next} have been put, at once or some time. */
    void drop(String workspace, List<MemoryRow> next, int kept);

    /** Removes up to {@code limit} of those that are kept and past their expiry; returns how many. */
    int dropExpired(String workspace, long now, int limit);

    /** Removes all of these memories, which are removed next. */
    void forget(String workspace, List<MemoryKey> ids);
}
