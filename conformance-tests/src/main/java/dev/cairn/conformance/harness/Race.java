package dev.cairn.conformance.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/** Things done at once, and bounded waits for what others do. */
public final class Race {
    /** Far longer than anything awaited takes; only a broken store makes a test wait so long. */
    public static final Duration PATIENCE = Duration.ofSeconds(30);

    private static volatile Duration limit = PATIENCE;

    private Race() {}

    /** Has all waits give up after that time at the latest: for stores known to be broken. */
    public static void limitPatience(Duration longest) {
        limit = longest;
    }

    /**
     * Starts all tasks at one moment, each on a virtual thread of its own.
     *
     * @return their results, in the order of the tasks
     * @throws Exception what the first failed task threw, the failures of others suppressed
     */
    public static <T> List<T> run(List<? extends Callable<T>> tasks) throws Exception {
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> task : tasks) {
                running.add(threads.submit(() -> {
                    start.await();
                    return task.call();
                }));
            }
            start.countDown();
            try {
                return collect(running);
            } catch (Exception e) {
                threads.shutdownNow();
                throw e;
            }
        }
    }

    private static <T> List<T> collect(List<Future<T>> running) throws Exception {
        List<T> results = new ArrayList<>();
        Exception failure = null;
        long deadline = System.nanoTime() + 2 * PATIENCE.toNanos();
        for (Future<T> task : running) {
            try {
                results.add(task.get(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS));
            } catch (ExecutionException | TimeoutException e) {
                Throwable cause = e instanceof ExecutionException && e.getCause() != null ? e.getCause() : e;
                if (cause instanceof Error error) {
                    throw error;
                }
                if (failure == null) {
                    failure = (Exception) cause;
                } else if (!failure.equals(cause)) {
                    failure.addSuppressed(cause);
                }
            }
        }
        if (failure != null) {
            throw failure;
        }
        return results;
    }

    /** Waits until the condition holds, asking again every few milliseconds. */
    public static void await(String what, BooleanSupplier condition) throws InterruptedException {
        if (!within(PATIENCE, condition)) {
            throw new AssertionError("waited " + PATIENCE.toSeconds() + " s in vain until " + what);
        }
    }

    /** Whether the condition came to hold within that time. */
    public static boolean within(Duration time, BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Math.min(time.toNanos(), limit.toNanos());
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(2);
        }
        return true;
    }
}
