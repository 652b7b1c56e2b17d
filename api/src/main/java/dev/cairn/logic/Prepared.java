package dev.cairn.logic;

import dev.cairn.store.Transaction;
import org.jspecify.annotations.Nullable;

/** A checked write, ready to be applied in a transaction, and to be applied again when that one runs again. */
@FunctionalInterface
interface Prepared<T extends @Nullable Object> {
    T apply(Transaction tx);
}
