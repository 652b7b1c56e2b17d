package dev.cairn.store;

import org.jspecify.annotations.Nullable;

/**
 * A closure over one snapshot: short, re-runnable, without other effects (TX-9). The view is valid only until the closure
 * returns (TX-7).
 */
@FunctionalInterface
public interface Read<T extends @Nullable Object, X extends Exception> {
    T run(View view) throws X;
}
