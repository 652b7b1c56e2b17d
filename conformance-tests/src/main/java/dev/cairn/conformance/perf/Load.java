package dev.cairn.conformance.perf;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Callers in a loop. */
public final class Load {
    private Load() {}

    /** One operation. {@code n} counts the operations of the whole loop from 0; each is given once. */
    @FunctionalInterface
    public interface Call {
        void run(long n) throws Exception;
    }

    /** Gives each caller its own operation, bound to whatever it must not share; called on the caller's thread. */
    @FunctionalInterface
    public interface Callers {
        Call caller(int index) throws Exception;

        /** The same for all. */
        static Callers shared(Call call) {
            return index -> call;
        }
    }

    /** What callers run on. */
    public enum Threads {
        PLATFORM,
        VIRTUAL;

        private ThreadFactory factory() {
            return this == VIRTUAL
                    ? Thread.ofVirtual().name("caller-", 0).factory()
                    : Thread.ofPlatform().name("caller-", 0).daemon(true).factory();
        }
    }

    /** Each caller calls again as soon as the last call returned, until the time is over. */
    public static Sample closed(int count, Threads threads, Duration length, Callers callers) throws Exception {
        return closed(count, threads, length, Long.MAX_VALUE, callers);
    }

    /** As above, but {@code most} operations at most, where they fill memory. */
    public static Sample closed(int count, Threads threads, Duration length, long most, Callers callers)
            throws Exception {
        AtomicLong next = new AtomicLong();
        return run(count, threads, callers, (call, tally, began) -> {
            long end = began + length.toNanos();
            for (long now = System.nanoTime(); now < end; ) {
                long n = next.getAndIncrement();
                if (n >= most) {
                    return;
                }
                long start = now;
                boolean done = tally.call(call, n);
                now = System.nanoTime();
                if (done) {
                    tally.histogram.recordValue(now - start);
                }
            }
        });
    }

    /** Runs exactly {@code total} operations. */
    public static Sample counted(int count, Threads threads, long total, Callers callers) throws Exception {
        AtomicLong next = new AtomicLong();
        return run(count, threads, callers, (call, tally, began) -> {
            for (long n = next.getAndIncrement(); n < total; n = next.getAndIncrement()) {
                long start = System.nanoTime();
                if (tally.call(call, n)) {
                    tally.histogram.recordValue(System.nanoTime() - start);
                }
            }
        });
    }

    /**
     * Operations arrive at a fixed rate, whether or not earlier ones have returned (as long as a caller is free), and
     * latency counts from the intended arrival: a stall is seen by all that would have come during it.
     */
    public static Sample open(int count, Threads threads, double perSecond, Duration length, Callers callers)
            throws Exception {
        AtomicLong next = new AtomicLong();
        double gap = 1e9 / perSecond;
        return run(count, threads, callers, (call, tally, began) -> {
            while (true) {
                long n = next.getAndIncrement();
                long intended = began + (long) (n * gap);
                if (intended - began >= length.toNanos()) {
                    return;
                }
                for (long wait = intended - System.nanoTime(); wait > 0; wait = intended - System.nanoTime()) {
                    LockSupport.parkNanos(wait);
                }
                if (tally.call(call, n)) {
                    tally.histogram.recordValue(Math.max(0, System.nanoTime() - intended));
                }
            }
        });
    }

    private interface Loop {
        void run(Call call, Tally tally, long began) throws Exception;
    }

    private static final class Tally {
        private final Histogram histogram = Sample.newHistogram();
        private long done;
        private long errors;
        private @Nullable Throwable firstError;

        boolean call(Call call, long n) throws InterruptedException {
            try {
                call.run(n);
                done++;
                return true;
            } catch (InterruptedException e) {
                throw e;
            } catch (Exception e) {
                errors++;
                firstError = firstError == null ? e : firstError;
                return false;
            }
        }
    }

    private static Sample run(int count, Threads threads, Callers callers, Loop loop) throws Exception {
        CountDownLatch ready = new CountDownLatch(count);
        CountDownLatch go = new CountDownLatch(1);
        List<Future<Tally>> running = new ArrayList<>();
        try (ExecutorService executor = Executors.newThreadPerTaskExecutor(threads.factory())) {
            for (int i = 0; i < count; i++) {
                int index = i;
                running.add(executor.submit(() -> {
                    Tally tally = new Tally();
                    Call call;
                    try {
                        call = callers.caller(index);
                    } finally {
                        ready.countDown();
                    }
                    go.await();
                    loop.run(call, tally, System.nanoTime());
                    return tally;
                }));
            }
            ready.await();
            long began = System.nanoTime();
            go.countDown();
            List<Tally> tallies = new ArrayList<>();
            for (Future<Tally> future : running) {
                tallies.add(future.get());
            }
            // before they are added up: of fifty callers that takes as long as a call of each
            return sum(tallies, System.nanoTime() - began);
        }
    }

    private static Sample sum(List<Tally> tallies, long nanos) {
        Histogram all = Sample.newHistogram();
        long operations = 0;
        long errors = 0;
        Throwable firstError = null;
        for (Tally tally : tallies) {
            all.add(tally.histogram);
            operations += tally.done;
            errors += tally.errors;
            firstError = firstError == null ? tally.firstError : firstError;
        }
        return new Sample(operations, nanos, errors, all, firstError);
    }
}
