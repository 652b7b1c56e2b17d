package dev.cairn.store;

import org.jspecify.annotations.Nullable;

/**
 * What a committed write returned.
 *
 * @param revision of the commit; 0 when it changed nothing
 */
public record Committed<T extends @Nullable Object>(T value, long revision) {}
