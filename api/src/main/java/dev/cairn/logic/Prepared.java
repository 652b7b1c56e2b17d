package dev.cairn.logic;

import dev.cairn.store.Transaction;
import org.jspecify.annotations.Nullable;

/** A checked write, ready to be applied in a transaction, and to be applied again when that one runs again. */
@FunctionalInterface
public interface Prepared<T extends @Nullable Object> {
    /** Writes through {@code tx} alone; may run more than once. */
    T apply(Transaction tx);
}
