package dev.cairn.conformance.mutant;

import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.ForwardingStore;
import dev.cairn.store.Committed;
import dev.cairn.store.Read;
import dev.cairn.store.Store;
import dev.cairn.store.View;
import dev.cairn.store.Write;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Has closures see other roles than the right ones. */
final class MutatedStore extends ForwardingStore {
    private final Function<View, ForwardingTransaction> roles;

    MutatedStore(Store delegate, Function<View, ForwardingTransaction> roles) {
        super(delegate);
        this.roles = roles;
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(
            WorkspaceId workspace, String operation, Read<T, X> work) throws X {
        return super.read(workspace, operation, view -> work.run(roles.apply(view)));
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> Committed<T> write(
            WorkspaceId workspace, String operation, Write<T, X> work) throws X {
        return super.write(workspace, operation, transaction -> work.run(roles.apply(transaction)));
    }
}
