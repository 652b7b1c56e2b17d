package dev.cairn.conformance.mutant;

import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.ForwardingStore;
import dev.cairn.store.Committed;
import dev.cairn.store.Store;
import dev.cairn.store.Write;
import org.jspecify.annotations.Nullable;

/** Commits also when the closure throws; the exception goes out all the same. */
final class SwallowedRollback extends ForwardingStore {
    SwallowedRollback(Store delegate) {
        super(delegate);
    }

    /** What the closure came to. */
    private record Ended<T extends @Nullable Object>(
            T value, @Nullable Exception thrown) {}

    @Override
    @SuppressWarnings({"unchecked", "NullAway"}) // the closure throws X or something unchecked; no value where it threw
    public <T extends @Nullable Object, X extends Exception> Committed<T> write(
            WorkspaceId workspace, String operation, Write<T, X> work) throws X {
        Committed<Ended<T>> committed = super.write(workspace, operation, transaction -> {
            try {
                return new Ended<>(work.run(transaction), null);
            } catch (Exception e) {
                return new Ended<>((T) null, e);
            }
        });
        Exception thrown = committed.value().thrown();
        if (thrown != null) {
            throw (X) thrown;
        }
        return new Committed<>(committed.value().value(), committed.revision());
    }
}
