package dev.cairn.server.live;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntSupplier;

/**
 * How often followers are woken. Each change in a write of its own costs a thousand followers a thousand writes, and a few
 * hundred changes a second the whole machine; so the more follow, the longer commits are gathered, and what was gathered
 * goes out in one write to each. A single follower is woken by every commit.
 */
final class Pace {
    /** About what telling one follower costs. */
    private static final long GAP_NANOS_EACH = 10_000;

    private static final long MAX_GAP_NANOS = 20_000_000;

    private final ScheduledExecutorService timer;
    private final IntSupplier followers;
    private final Runnable wake;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private volatile long last = System.nanoTime() - MAX_GAP_NANOS;

    Pace(ScheduledExecutorService timer, IntSupplier followers, Runnable wake) {
        this.timer = timer;
        this.followers = followers;
        this.wake = wake;
    }

    /** Wakes at once where the last time is long enough ago, else when it is; returns at once. */
    void nudge() {
        if (!waiting.compareAndSet(false, true)) {
            return;
        }
        long gap = Math.min(MAX_GAP_NANOS, followers.getAsInt() * GAP_NANOS_EACH);
        long left = last + gap - System.nanoTime();
        if (left <= 0 || followers.getAsInt() == 1) {
            fire();
            return;
        }
        try {
            ScheduledFuture<?> _ = timer.schedule(this::fire, left, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            // the server is stopping: nobody is left to be kept from
            fire();
        }
    }

    private void fire() {
        last = System.nanoTime();
        // before waking: a commit from here on needs a nudge of its own
        waiting.set(false);
        wake.run();
    }
}
