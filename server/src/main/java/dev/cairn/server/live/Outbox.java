package dev.cairn.server.live;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What waits to be sent to one follower: bounded, filled by one thread and emptied by one other. A follower that leaves it
 * full for longer than its patience has all of it replaced by {@code resync}, the last event.
 */
final class Outbox {
    private final int capacity;
    private final Duration patience;
    private final ArrayDeque<Event> events = new ArrayDeque<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private boolean sealed;
    private boolean closed;
    private boolean silent;
    private boolean due;

    Outbox(int capacity, Duration patience) {
        this.capacity = capacity;
        this.patience = patience;
    }

    /**
     * Waits for room.
     *
     * @return false once nothing more can be said to this follower: it is gone, too slow, or told to end
     */
    boolean put(Event event) throws InterruptedException {
        return put(List.of(event));
    }

    /** All of them, each as by {@link #put(Event)}; its sender is woken once where they fit. */
    boolean put(List<Event> more) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            for (Event event : more) {
                if (!room()) {
                    return false;
                }
                events.add(event);
                sealed = event.last();
            }
            if (!more.isEmpty()) {
                changed.signalAll();
            }
            return !sealed;
        } finally {
            lock.unlock();
        }
    }

    private boolean room() throws InterruptedException {
        long left = patience.toNanos();
        while (!sealed && events.size() >= capacity && left > 0) {
            // what has been added so far is there to be taken
            changed.signalAll();
            left = changed.awaitNanos(left);
        }
        if (!sealed && events.size() >= capacity) {
            replaceBy(Event.resync("too slow to follow"));
        }
        return !sealed;
    }

    /** Ends with this event in place of all that has not been sent; does nothing once the end is set. */
    void replace(Event last) {
        lock.lock();
        try {
            if (!sealed) {
                replaceBy(last);
            }
        } finally {
            lock.unlock();
        }
    }

    private void replaceBy(Event last) {
        events.clear();
        events.add(last);
        sealed = true;
        changed.signalAll();
    }

    /** All that wait to be sent, waiting for the first; empty when a heartbeat is due, or none will come. */
    List<Event> take() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (events.isEmpty() && !closed && !due) {
                changed.await();
            }
            due = false;
            silent = false;
            List<Event> taken = List.copyOf(events);
            events.clear();
            changed.signalAll();
            return taken;
        } finally {
            lock.unlock();
        }
    }

    /** Called from time to time: a heartbeat is due where nothing was sent since the last call. */
    void beat() {
        lock.lock();
        try {
            due = silent && events.isEmpty();
            silent = true;
            if (due) {
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The follower is gone. */
    void close() {
        lock.lock();
        try {
            sealed = true;
            closed = true;
            events.clear();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    boolean closed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** Waits until the follower is gone. */
    boolean awaitClosed(Duration wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = wait.toNanos();
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return closed;
        } finally {
            lock.unlock();
        }
    }
}
