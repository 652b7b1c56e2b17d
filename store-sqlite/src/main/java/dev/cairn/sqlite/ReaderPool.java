package dev.cairn.sqlite;

import dev.cairn.error.OverCapacity;
import dev.cairn.error.Unavailable;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Connections for reading. A call into SQLite pins the carrier of a virtual thread, and two slow queries would stall every
 * virtual thread on a machine with two processors; so a virtual thread hands its work to a platform thread of the pool,
 * and a platform thread does it itself.
 */
final class ReaderPool implements AutoCloseable {
    private static final int IDLE_SECONDS = 10;

    /** Makes a connection. */
    @FunctionalInterface
    interface Opener {
        Link open() throws SQLException;
    }

    /** Something to read. */
    @FunctionalInterface
    interface Work<T extends @Nullable Object> {
        T run(Link link) throws Throwable;
    }

    private final Opener opener;
    private final int size;
    private final int limit;
    private final ThreadPoolExecutor threads;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Link> idle = new ArrayDeque<>();
    private int open;
    private int waiting;
    private boolean closed;

    ReaderPool(Opener opener, int size, int limit, String name) {
        this.opener = opener;
        this.size = size;
        this.limit = limit;
        ThreadFactory factory =
                Thread.ofPlatform().name(name + "-", 1).daemon(true).factory();
        this.threads = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(limit), factory);
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs {@code work} on one snapshot; what it throws comes out as it is.
     *
     * @throws OverCapacity when too many wait already
     * @throws Unavailable when the pool is closed
     */
    <T extends @Nullable Object> T read(Work<T> work) {
        return Thread.currentThread().isVirtual() ? handOff(work).get() : here(work);
    }

    /** Runs {@code work} on one of the pool's threads. */
    <T extends @Nullable Object> Outcome<T> handOff(Work<T> work) {
        Outcome<T> outcome = new Outcome<>();
        try {
            threads.execute(() -> {
                try {
                    outcome.succeed(here(work));
                } catch (Throwable e) {
                    // given to the caller as it is, errors too (TX-3)
                    outcome.fail(e);
                }
            });
        } catch (RejectedExecutionException e) {
            throw threads.isShutdown() ? closed() : new OverCapacity("the readers' queue", limit);
        }
        return outcome;
    }

    private <T extends @Nullable Object> T here(Work<T> work) {
        Link link = take();
        boolean sound = false;
        try {
            link.begin();
            try {
                return work.run(link);
            } finally {
                link.commit();
                sound = !link.broken();
            }
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        } finally {
            give(link, sound);
        }
    }

    private Link take() {
        lock.lock();
        try {
            while (!closed && idle.isEmpty() && open == size) {
                await();
            }
            if (closed) {
                throw closed();
            }
            if (!idle.isEmpty()) {
                return idle.pop();
            }
            open++;
        } finally {
            lock.unlock();
        }
        try {
            return opener.open();
        } catch (SQLException e) {
            gone();
            throw SqliteErrors.translate(e);
        } catch (RuntimeException e) {
            gone();
            throw e;
        }
    }

    @SuppressWarnings("WaitNotInLoop") // the caller loops
    private void await() {
        if (waiting >= limit) {
            throw new OverCapacity("the readers' queue", limit);
        }
        waiting++;
        try {
            changed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while waiting for a reader", e);
        } finally {
            waiting--;
        }
    }

    private void give(Link link, boolean sound) {
        if (!sound) {
            gone();
            link.close();
            return;
        }
        lock.lock();
        try {
            idle.push(link);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void gone() {
        lock.lock();
        try {
            open--;
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        lock.lock();
        try {
            return waiting + threads.getQueue().size();
        } finally {
            lock.unlock();
        }
    }

    private static Unavailable closed() {
        return new Unavailable("the store is closed", null);
    }

    /** Lets running reads finish, then closes every connection. */
    @Override
    public void close() {
        threads.shutdown();
        Uninterruptibly.run(() -> threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS));
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
            while (open > idle.size()) {
                changed.awaitUninterruptibly();
            }
            open = 0;
            idle.forEach(Link::close);
            idle.clear();
        } finally {
            lock.unlock();
        }
    }
}
