package dev.cairn.conformance.mutant;

import dev.cairn.model.Execution;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.ForwardingStore;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.ExecutionReader;
import dev.cairn.store.LogReader;
import dev.cairn.store.Store;
import dev.cairn.store.View;
import java.time.Instant;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Ways to plant a defect into one part of a store. */
final class Plants {
    private Plants() {}

    static UnaryOperator<Store> roles(Function<View, ForwardingTransaction> roles) {
        return store -> new MutatedStore(store, roles);
    }

    static UnaryOperator<Store> executions(Function<ExecutionReader, ForwardingRoles.Executions> role) {
        return roles(view -> new ForwardingTransaction(view) {
            @Override
            public ForwardingRoles.Executions executions() {
                return role.apply(view.executions());
            }
        });
    }

    static UnaryOperator<Store> logs(Function<LogReader, ForwardingRoles.Logs> role) {
        return roles(view -> new ForwardingTransaction(view) {
            @Override
            public ForwardingRoles.Logs logs() {
                return role.apply(view.logs());
            }
        });
    }

    static UnaryOperator<Store> feed(Function<ChangeFeed, ForwardingFeed> mutate) {
        return store -> new ForwardingStore(store) {
            @Override
            public ChangeFeed feed(WorkspaceId workspace) {
                return mutate.apply(super.feed(workspace));
            }
        };
    }

    /** The same with another name, other times and another version. */
    static Execution copy(
            Execution e,
            String name,
            Instant createdAt,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt,
            long version) {
        return new Execution(
                e.id(),
                name,
                e.command(),
                e.workingDirectory(),
                e.status(),
                e.exitCode(),
                e.error(),
                createdAt,
                startedAt,
                completedAt,
                e.environment(),
                e.user(),
                e.tags(),
                e.metadata(),
                e.totalSteps(),
                e.completedSteps(),
                e.currentStep(),
                e.lost(),
                version);
    }

    static Execution versioned(Execution e, long version) {
        return copy(e, e.name(), e.createdAt(), e.startedAt(), e.completedAt(), version);
    }
}
