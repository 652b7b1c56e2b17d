package dev.cairn.sqlite;

import dev.cairn.error.OverCapacity;
import dev.cairn.error.Unavailable;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** What waits for the writer lane, and whose turn it is: the lane's thread, or a caller that finds itself alone. */
final class JobQueue {
    /** A batch ends here, so that no caller waits for ever longer ones. */
    static final int MAX_BATCH = 512;

    /**
     * After a batch of several the next job is looked for without sleep for so long: its caller has just been woken, and to
     * be woken by it in turn would take as long again. Whoever else could run on this processor goes first, since that may be
     * the caller. On a single processor nobody looks.
     */
    private static final long LOOK_NANOS = Runtime.getRuntime().availableProcessors() > 1 ? 500_000 : 0;

    private final int limit;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Deque<Job<?>> queue = new ArrayDeque<>();

    /** What {@link #queue} says, to be seen without the lock. */
    private volatile boolean waiting;

    private boolean closing;

    /** Whether the lane is in use, by the thread or by a caller that runs its own job. */
    private boolean busy;

    /** Whether the last transaction was of one job: whoever comes next may well be alone, too. */
    private volatile boolean alone = true;

    /** @param limit of jobs that wait */
    JobQueue(int limit) {
        this.limit = limit;
    }

    /** Takes the lane for a caller that would be alone on it, until {@link #free}. */
    boolean seize() {
        lock.lock();
        try {
            if (busy || closing || !alone || !queue.isEmpty()) {
                return false;
            }
            busy = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** @param jobs of the batch that is over */
    void free(int jobs) {
        lock.lock();
        try {
            busy = false;
            alone = jobs == 1;
            if (closing || !queue.isEmpty()) {
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * @throws OverCapacity when the queue is full
     * @throws Unavailable when it is closed
     */
    void add(Job<?> job) {
        lock.lock();
        try {
            if (closing) {
                throw new Unavailable("the store is closed", null);
            }
            if (queue.size() >= limit) {
                throw new OverCapacity("the writer's queue", limit);
            }
            queue.add(job);
            waiting = true;
            if (!busy) {
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    /** Takes the lane for the thread, with an exclusive job alone or as many others as are there; false when closed and done. */
    boolean take(List<Job<?>> batch) {
        look();
        lock.lock();
        try {
            while (busy || queue.isEmpty()) {
                if (closing && !busy) {
                    return false;
                }
                work.awaitUninterruptibly();
            }
            busy = true;
            batch.add(queue.remove());
            if (!batch.getFirst().exclusive()) {
                drain(batch);
            }
            waiting = !queue.isEmpty();
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void look() {
        if (!alone) {
            Look.until(() -> waiting, LOOK_NANOS);
        }
    }

    /** Adds what has come since to a batch that runs; how many. */
    int join(List<Job<?>> batch) {
        if (!waiting) {
            return 0;
        }
        int before = batch.size();
        lock.lock();
        try {
            drain(batch);
            waiting = !queue.isEmpty();
        } finally {
            lock.unlock();
        }
        return batch.size() - before;
    }

    /** Whatever is at the front and not exclusive; called with the lock held. */
    private void drain(List<Job<?>> batch) {
        while (batch.size() < MAX_BATCH && !queue.isEmpty() && !queue.element().exclusive()) {
            batch.add(queue.remove());
        }
    }

    /** Takes no more; what waits is still taken. */
    void close() {
        lock.lock();
        try {
            closing = true;
            work.signal();
        } finally {
            lock.unlock();
        }
    }
}
