package dev.cairn.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One value of state.
 *
 * @param value JSON text; null once it was removed, so that a value put back later gets a higher version (clause STATE-4)
 * @param version 1 at first, one more with every change, removals included
 */
public record StateEntry(
        StateOwner owner, String key, @Nullable String value, Instant updatedAt, long version) {}
