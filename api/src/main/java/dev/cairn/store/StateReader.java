package dev.cairn.store;

import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** State of one workspace, read. */
public interface StateReader {
    /** Removed ones too, without a value; empty where the key was never set, or was cleared. */
    Optional<StateEntry> find(StateOwner owner, String key);

    /** The same of many keys, those that were ever set, in no order. */
    List<StateEntry> find(StateOwner owner, Collection<String> keys);

    /**
     * Those with a value, by key.
     *
     * @param after only keys greater than this; null from the first
     */
    List<StateEntry> list(StateOwner owner, @Nullable String after, int limit);
}
