package dev.cairn.server.decorate;

import dev.cairn.error.OverCapacity;
import dev.cairn.error.Unavailable;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.ForwardingStore;
import dev.cairn.store.Committed;
import dev.cairn.store.Read;
import dev.cairn.store.Store;
import dev.cairn.store.Write;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Bounds the reads and writes that run at once, and those that wait for their turn, in number and in time. Virtual threads
 * cost nothing to start, so that without this an overload would show as memory and time-outs instead of an answer.
 *
 * <p>Content is not counted: it comes at the speed of its sender and would hold slots for minutes.
 */
final class BoundedStore extends ForwardingStore {
    /** @param deadline how long a call may wait for its turn */
    record Bounds(int slots, int queue, Duration deadline) {}

    private final Bounds bounds;
    private final Semaphore slots;
    private final AtomicInteger waiting = new AtomicInteger();

    BoundedStore(Store delegate, Bounds bounds) {
        super(delegate);
        this.bounds = bounds;
        this.slots = new Semaphore(bounds.slots(), true);
    }

    int waiting() {
        return waiting.get();
    }

    int running() {
        return bounds.slots() - slots.availablePermits();
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(
            WorkspaceId workspace, String operation, Read<T, X> work) throws X {
        enter();
        try {
            return super.read(workspace, operation, work);
        } finally {
            slots.release();
        }
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> Committed<T> write(
            WorkspaceId workspace, String operation, Write<T, X> work) throws X {
        enter();
        try {
            return super.write(workspace, operation, work);
        } finally {
            slots.release();
        }
    }

    private void enter() {
        // without a time it would overtake those that wait already, and leave some of them waiting for long
        if (!slots.hasQueuedThreads() && slots.tryAcquire()) {
            return;
        }
        if (waiting.incrementAndGet() > bounds.queue()) {
            waiting.decrementAndGet();
            throw new OverCapacity("the queue for the store", bounds.queue());
        }
        try {
            if (!slots.tryAcquire(bounds.deadline().toNanos(), TimeUnit.NANOSECONDS)) {
                throw new OverCapacity("the store within " + bounds.deadline().toMillis() + " ms", bounds.slots());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while waiting for the store", e);
        } finally {
            waiting.decrementAndGet();
        }
    }
}
