package dev.cairn.sqlite;

import dev.cairn.error.OverCapacity;
import dev.cairn.error.Unavailable;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Connections for reading. A call into SQLite pins the carrier of a virtual thread, and slow queries on all carriers would
 * stall every virtual thread; so a virtual thread reads where it is only while another carrier stays free
 * ({@link Carriers}), and else hands its work to a platform thread of the pool. A platform thread reads where it is.
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

    /** A connection and its own place among the idle ones. */
    private record Seat(int place, Link link, Mapping mapping) {}

    private final Opener opener;
    private final long mappedBytes;
    private final LongSupplier commits;
    private final int limit;
    private final ThreadPoolExecutor threads;
    private final Carriers carriers = Carriers.ofThisProcess();

    /** Taken and given back without the lock, which is for waiting, opening and closing only. */
    private final AtomicReferenceArray<@Nullable Seat> idle;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Integer> unopened = new ArrayDeque<>();
    private final AtomicInteger waiting = new AtomicInteger();
    private volatile boolean closed;

    /**
     * @param mappedBytes see {@link Mapping}
     * @param commits how many there were so far
     */
    ReaderPool(Opener opener, long mappedBytes, LongSupplier commits, int size, int limit, String name) {
        this.opener = opener;
        this.mappedBytes = mappedBytes;
        this.commits = commits;
        this.limit = limit;
        this.idle = new AtomicReferenceArray<>(size);
        for (int place = 0; place < size; place++) {
            unopened.add(place);
        }
        ThreadFactory factory =
                Thread.ofPlatform().name(name + "-", 1).daemon(true).factory();
        this.threads = new ThreadPoolExecutor(
                size, size, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), factory);
        threads.allowCoreThreadTimeOut(true);
    }

    /**
     * Runs {@code work}; what it throws comes out as it is.
     *
     * @param transaction whether all of it must be one snapshot; each statement is one anyway
     * @throws OverCapacity when too many wait already
     * @throws Unavailable when the pool is closed
     */
    <T extends @Nullable Object> T read(boolean transaction, Work<T> work) {
        Seat seat = take(Long.MAX_VALUE);
        if (!Thread.currentThread().isVirtual()) {
            return here(seat, transaction, work);
        }
        if (!carriers.enter()) {
            return handOff(seat, transaction, work).get();
        }
        try {
            return here(seat, transaction, work);
        } finally {
            carriers.leave();
        }
    }

    /**
     * Runs {@code work} on one of the pool's threads.
     *
     * @param nanos how long to wait for a connection
     * @throws Unavailable when none came free
     */
    <T extends @Nullable Object> Outcome<T> handOff(Work<T> work, long nanos) {
        return handOff(take(nanos), true, work);
    }

    /** Never waits: there is a thread for each connection. */
    private <T extends @Nullable Object> Outcome<T> handOff(Seat seat, boolean transaction, Work<T> work) {
        Outcome<T> outcome = new Outcome<>();
        threads.execute(() -> {
            try {
                outcome.succeed(here(seat, transaction, work));
            } catch (Throwable e) {
                // given to the caller as it is, errors too (TX-3)
                outcome.fail(e);
            }
        });
        return outcome;
    }

    private <T extends @Nullable Object> T here(Seat seat, boolean transaction, Work<T> work) {
        Link link = seat.link();
        boolean sound = false;
        try {
            seat.mapping().before(link, commits.getAsLong());
            if (transaction) {
                link.begin();
            }
            try {
                return work.run(link);
            } finally {
                if (transaction) {
                    link.commit();
                }
                sound = !link.broken();
            }
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        } catch (Throwable e) {
            throw Sneaky.rethrow(e);
        } finally {
            give(seat, sound);
        }
    }

    private Seat take(long nanos) {
        Seat seat = closed ? null : idle();
        return seat == null ? open(await(nanos)) : seat;
    }

    /** Prefers the first: few connections then stay warm under little load. */
    private @Nullable Seat idle() {
        for (int place = 0; place < idle.length(); place++) {
            if (idle.get(place) != null) {
                Seat seat = idle.getAndSet(place, null);
                if (seat != null) {
                    return seat;
                }
            }
        }
        return null;
    }

    /** An idle connection, or the place for a new one. */
    private Object await(long nanos) {
        lock.lock();
        // raised before looking, and looked at after giving back: one of both sides sees the other
        waiting.incrementAndGet();
        try {
            long left = nanos;
            while (true) {
                if (closed) {
                    throw new Unavailable("the store is closed", null);
                }
                Seat seat = idle();
                if (seat != null) {
                    return seat;
                }
                if (!unopened.isEmpty()) {
                    return unopened.remove();
                }
                if (waiting.get() > limit) {
                    throw new OverCapacity("the readers' queue", limit);
                }
                if (left <= 0) {
                    throw new Unavailable("no reader came free in time", null);
                }
                left = changed.awaitNanos(left);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while waiting for a reader", e);
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
    }

    private Seat open(Object found) {
        if (found instanceof Seat seat) {
            return seat;
        }
        int place = (Integer) found;
        try {
            return new Seat(place, opener.open(), new Mapping(mappedBytes));
        } catch (SQLException e) {
            gone(place);
            throw SqliteErrors.translate(e);
        } catch (RuntimeException e) {
            gone(place);
            throw e;
        }
    }

    private void give(Seat seat, boolean sound) {
        if (!sound) {
            seat.link().close();
            gone(seat.place());
            return;
        }
        idle.set(seat.place(), seat);
        if (waiting.get() > 0) {
            signal();
        }
    }

    private void gone(int place) {
        lock.lock();
        try {
            unopened.add(place);
        } finally {
            lock.unlock();
        }
        signal();
    }

    private void signal() {
        lock.lock();
        try {
            if (closed) {
                changed.signalAll();
            } else {
                changed.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    int waiting() {
        return waiting.get();
    }

    /** Lets running reads finish, then closes every connection. */
    @Override
    public void close() {
        lock.lock();
        closed = true;
        waiting.incrementAndGet();
        try {
            changed.signalAll();
            while (true) {
                for (Seat seat = idle(); seat != null; seat = idle()) {
                    seat.link().close();
                    unopened.add(seat.place());
                }
                if (unopened.size() == idle.length()) {
                    break;
                }
                changed.awaitUninterruptibly();
            }
        } finally {
            waiting.decrementAndGet();
            lock.unlock();
        }
        threads.shutdown();
        Uninterruptibly.run(() -> threads.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS));
    }
}
