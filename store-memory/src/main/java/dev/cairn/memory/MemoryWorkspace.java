package dev.cairn.memory;

import dev.cairn.model.Position;
import dev.cairn.model.Workspace;
import dev.cairn.store.Committed;
import dev.cairn.store.Read;
import dev.cairn.store.Write;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One workspace: the published tables, which any number of readers share, and the lock that makes writers take turns.
 */
final class MemoryWorkspace {
    private final ReentrantLock writers = new ReentrantLock();
    private final String epoch;
    private final AtomicLong revisions;
    private final Budget budget;
    private volatile Workspace workspace;
    private volatile Tables published = new Tables();

    MemoryWorkspace(Workspace workspace, String epoch, AtomicLong revisions, Budget budget) {
        this.workspace = workspace;
        this.epoch = epoch;
        this.revisions = revisions;
        this.budget = budget;
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
        Session session = new Session(tables, position(tables));
        try {
            return work.run(session);
        } finally {
            session.end();
        }
    }

    <T extends @Nullable Object, X extends Exception> Committed<T> write(Write<T, X> work) throws X {
        writers.lock();
        try {
            Tables tables = published.copy();
            Session session = new Session(tables, position(tables));
            T value;
            try {
                value = work.run(session);
            } finally {
                session.end();
            }
            long revision = 0;
            if (!session.changes().isEmpty()) {
                revision = revisions.incrementAndGet();
                tables.append(session.changes().at(revision), revision);
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
            Tables tables = published.copy();
            T value = work.apply(tables);
            publish(tables);
            return value;
        } finally {
            writers.unlock();
        }
    }

    private void publish(Tables tables) {
        budget.take(tables.bytes - published.bytes);
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

    /** Gives back everything it holds. */
    void clear() {
        writers.lock();
        try {
            publish(new Tables());
        } finally {
            writers.unlock();
        }
    }
}
