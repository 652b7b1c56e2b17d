package dev.cairn.sqlite;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many virtual threads may be inside the engine at this moment: one fewer than the process has carriers, so that
 * however slow their queries are, the other virtual threads go on.
 */
final class Carriers {
    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    private final int most;
    private final AtomicInteger inside = new AtomicInteger();

    /** @param carriers the scheduler's parallelism */
    Carriers(int carriers) {
        this.most = carriers - 1;
    }

    /** As the scheduler itself finds its parallelism. */
    static Carriers ofThisProcess() {
        return new Carriers(Integer.getInteger(PARALLELISM, Runtime.getRuntime().availableProcessors()));
    }

    /** False when the caller must not stay on its carrier; if true, {@link #leave} has to follow. */
    boolean enter() {
        while (true) {
            int now = inside.get();
            if (now >= most) {
                return false;
            }
            if (inside.compareAndSet(now, now + 1)) {
                return true;
            }
        }
    }

    void leave() {
        inside.decrementAndGet();
    }
}
