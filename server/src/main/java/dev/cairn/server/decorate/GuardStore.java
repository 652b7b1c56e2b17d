package dev.cairn.server.decorate;

import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.ForwardingStore;
import dev.cairn.store.Committed;
import dev.cairn.store.Read;
import dev.cairn.store.Store;
import dev.cairn.store.Write;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Warns of closures that run too long. A write closure holds the writer's lane, or locks, for everybody; a read closure
 * holds a snapshot. Only the closure is timed: waiting for a lane or a commit is not its doing.
 */
final class GuardStore extends ForwardingStore {
    private static final Logger LOG = LoggerFactory.getLogger(GuardStore.class);

    private final long slowNanos;

    GuardStore(Store delegate, Duration slow) {
        super(delegate);
        this.slowNanos = slow.toNanos();
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(
            WorkspaceId workspace, String operation, Read<T, X> work) throws X {
        return super.<T, X>read(workspace, operation, view -> {
            long start = System.nanoTime();
            try {
                return work.run(view);
            } finally {
                warn(workspace, operation, System.nanoTime() - start);
            }
        });
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> Committed<T> write(
            WorkspaceId workspace, String operation, Write<T, X> work) throws X {
        return super.<T, X>write(workspace, operation, transaction -> {
            long start = System.nanoTime();
            try {
                return work.run(transaction);
            } finally {
                warn(workspace, operation, System.nanoTime() - start);
            }
        });
    }

    private void warn(WorkspaceId workspace, String operation, long nanos) {
        if (nanos > slowNanos) {
            LOG.warn("{} in workspace {} held its transaction for {} ms", operation, workspace, nanos / 1_000_000);
        }
    }
}
