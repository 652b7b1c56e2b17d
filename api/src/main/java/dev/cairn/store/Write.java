package dev.cairn.store;

import org.jspecify.annotations.Nullable;

/** A closure over one transaction: short, re-runnable, without other effects (TX-9). Valid only until it returns (TX-7). */
@FunctionalInterface
public interface Write<T extends @Nullable Object, X extends Exception> {
    T run(Transaction transaction) throws X;
}
