package dev.cairn.store;

import dev.cairn.error.ConditionFailed;
import dev.cairn.model.Memory;
import java.time.Instant;
import java.util.List;

/** Memories of one workspace, written. */
public interface MemoryWriter extends MemoryReader {
    /**
     * Puts a new version of each, or its deletion where it has no value. Earlier versions stay, of each key the newest
     * {@code kept} and the new one.
     *
     * @param next of distinct keys; each carries the stored version plus 1, so 1 where there must be none
     * @throws ConditionFailed kind "memory" with the actual version, 0 for none
     */
    void put(List<Memory> next, int kept);

    /** Removes up to {@code limit} versions that are not the newest and whose expiry is at or before {@code now}. */
    int dropExpired(Instant now, int limit);

    /**
     * Removes up to {@code limit} keys whose newest version is a deletion older than {@code before}, with all their versions:
     * put again, they begin with 1. The feed told their deletion already.
     */
    int forget(Instant before, int limit);
}
