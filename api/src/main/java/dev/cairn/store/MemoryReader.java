package dev.cairn.store;

import dev.cairn.model.Memory;
import dev.cairn.model.MemoryKey;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Memories of one workspace by their keys, read. Reading writes nothing (MEM-8). */
public interface MemoryReader {
    /** The newest version, also where it is a deletion or past its expiry; empty where the key was never put, or forgotten. */
    Optional<Memory> find(MemoryKey id);

    /** The newest versions of those that are there, as {@link #find}, in any order. */
    List<Memory> findAll(Collection<MemoryKey> ids);

    /** Exactly this version, as {@link #find}. */
    Optional<Memory> find(MemoryKey id, long version);

    /**
     * Versions below {@code before} that are not past their expiry at {@code now}, deletions too, newest first.
     *
     * @param before {@code Long.MAX_VALUE} from the newest
     */
    List<Memory> history(MemoryKey id, long before, Instant now, int limit);

    /** Newest versions, no deletions, whose expiry is at or before {@code now}, earliest first. */
    List<Memory> expired(Instant now, int limit);
}
