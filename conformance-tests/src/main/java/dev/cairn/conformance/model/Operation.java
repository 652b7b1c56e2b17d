package dev.cairn.conformance.model;

import dev.cairn.store.Transaction;
import dev.cairn.store.View;
import org.jspecify.annotations.Nullable;

/**
 * One call on a role, as a value: the same operation runs on the store under test and on the reference model.
 * {@link Show} prints it.
 */
sealed interface Operation permits Operation.Query, Command {
    /** The answer, compared by {@code equals}; errors are compared by type and evidence. */
    @Nullable
    Object run(Transaction transaction);

    /** An operation that only reads. */
    non-sealed interface Query extends Operation {
        @Nullable
        Object ask(View view);

        @Override
        default @Nullable Object run(Transaction transaction) {
            return ask(transaction);
        }
    }
}
