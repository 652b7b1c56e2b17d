package dev.cairn.memory;

import dev.cairn.error.NotFound;
import dev.cairn.error.Unavailable;
import dev.cairn.model.Change;
import dev.cairn.model.Position;
import dev.cairn.model.Workspace;
import dev.cairn.store.Committed;
import dev.cairn.store.Read;
import dev.cairn.store.Write;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One workspace: the published tables, which any number of readers share, and the lock that makes writers take turns.
 */
final class MemoryWorkspace {
    private final ReentrantLock writers = new ReentrantLock(true);
    private final String epoch;
    private final AtomicLong revisions;
    private final Budget budget;
    private volatile Workspace workspace;
    private volatile Tables published;
    private volatile boolean closed;

    MemoryWorkspace(Workspace workspace, String epoch, AtomicLong revisions, Budget budget) {
        this.workspace = workspace;
        this.epoch = epoch;
        this.revisions = revisions;
        this.budget = budget;
        this.published = new Tables(revisions.incrementAndGet());
    }

    Workspace workspace() {
        return workspace;
    }

    Tables tables() {
        return published;
    }

    Position position(Tables tables) {
        return new Position(epoch, tables.head, null);
    }

    <T extends @Nullable Object, X extends Exception> T read(Read<T, X> work) throws X {
        Tables tables = published;
        Roles roles = new Roles(tables, position(tables));
        try {
            return work.run(roles);
        } finally {
            roles.scope().end();
        }
    }

    <T extends @Nullable Object, X extends Exception> Committed<T> write(Write<T, X> work) throws X {
        writers.lock();
        try {
            requireLive();
            Tables tables = published.copy();
            Roles roles = new Roles(tables, position(tables));
            T value;
            try {
                value = work.run(roles);
            } finally {
                roles.scope().end();
            }
            long revision = 0;
            if (!roles.scope().changes().isEmpty()) {
                revision = revisions.incrementAndGet();
                List<Change> changes = roles.scope().changes().at(revision);
                tables.append(changes, revision);
                tables.audit.add(roles.scope().recording(), changes);
            }
            publish(tables);
            return new Committed<>(value, revision);
        } finally {
            writers.unlock();
        }
    }

    /** Runs {@code work} on a copy and publishes it: for what is not a transaction of the contract. */
    <T extends @Nullable Object> T change(Function<Tables, T> work) {
        writers.lock();
        try {
            requireLive();
            Tables tables = published.copy();
            T value = work.apply(tables);
            publish(tables);
            return value;
        } finally {
            writers.unlock();
        }
    }

    /** Asked under the lock: while a writer waited for it, the workspace may have gone, and another taken its name. */
    private void requireLive() {
        if (closed) {
            throw new Unavailable("the store is closed", null);
        }
        if (workspace.deleting()) {
            throw new NotFound("workspace", workspace.id().value());
        }
    }

    private void publish(Tables tables) {
        budget.take(tables.bytes() - published.bytes());
        published = tables;
    }

    /** From here on nothing new begins; what is running ends first. */
    void retire() {
        writers.lock();
        try {
            workspace = new Workspace(workspace.id(), workspace.createdAt(), true);
        } finally {
            writers.unlock();
        }
    }

    /** Drops everything it holds; only a retired one is cleared, so nothing comes after. */
    void clear() {
        writers.lock();
        try {
            publish(new Tables(published.head));
        } finally {
            writers.unlock();
        }
    }

    /** Returns once no write runs; none begins from here on. */
    void close() {
        writers.lock();
        try {
            closed = true;
        } finally {
            writers.unlock();
        }
    }
}
