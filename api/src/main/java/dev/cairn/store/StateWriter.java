package dev.cairn.store;

import dev.cairn.error.ConditionFailed;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import java.util.List;

/** State of one workspace, written. */
public interface StateWriter extends StateReader {
    /**
     * Puts values, and removes those whose entries have none. Each entry replaces the version before its own; version 1
     * replaces none.
     *
     * @param entries one or more of one owner, no key twice
     * @throws ConditionFailed kind "state" with the actual version of the first that does not follow on what is stored
     */
    void put(List<StateEntry> entries);

    /** Forgets all of it, versions too; returns how many had a value, each of which leaves a tombstone. */
    int clear(StateOwner owner);
}
