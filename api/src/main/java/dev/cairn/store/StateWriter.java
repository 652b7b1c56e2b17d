package dev.cairn.store;

import dev.cairn.error.ConditionFailed;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;

/** State of one workspace, written. */
public interface StateWriter extends StateReader {
    /**
     * Puts a value, or removes it where the entry has none.
     *
     * @param entry carries the new version, {@code expectedVersion + 1}
     * @param expectedVersion of the stored entry, removed or not; 0 where there must be none
     * @throws ConditionFailed kind "state" with the actual version
     */
    void put(StateEntry entry, long expectedVersion);

    /** Forgets all of it, versions too; returns how many had a value, each of which leaves a tombstone. */
    int clear(StateOwner owner);
}
