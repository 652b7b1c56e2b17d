package dev.cairn.server.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * How often followers are woken. Each change in a write of its own costs a thousand followers a thousand writes, and a few
 * hundred changes a second the whole machine; so cohorts take turns, and what was committed since a cohort's last turn goes
 * out in one write to each. The more follow, the longer a round takes; a single follower is woken by every commit.
 */
final class Pace {
    /** A round lasts so long for each follower: about half as much again as telling it costs, so that requests find room. */
    private static final long NANOS_EACH = 32_000 / Runtime.getRuntime().availableProcessors();

    private final ScheduledExecutorService timer;
    private final Consumer<Cohort> wake;
    private final List<Cohort> cohorts = new ArrayList<>();
    private long nudges;
    private int next;
    private boolean scheduled;
    private long free = System.nanoTime();

    /** @param wake must return at once */
    Pace(ScheduledExecutorService timer, Consumer<Cohort> wake) {
        this.timer = timer;
        this.wake = wake;
    }

    synchronized Cohort join(Thread thread) {
        for (Cohort cohort : cohorts) {
            if (cohort.size() < Cohort.ROOM) {
                cohort.add(thread);
                return cohort;
            }
        }
        Cohort cohort = new Cohort();
        cohort.add(thread);
        cohort.turn(nudges);
        cohorts.add(cohort);
        return cohort;
    }

    synchronized void leave(Cohort cohort, Thread thread) {
        cohort.remove(thread);
        if (cohort.size() == 0) {
            cohorts.remove(cohort);
        }
    }

    /** How often something may have been committed. */
    synchronized long nudges() {
        return nudges;
    }

    /** Something may have been committed: every cohort gets a turn. Returns at once. */
    synchronized void nudge() {
        nudges++;
        if (!scheduled) {
            go();
        }
    }

    private synchronized void fire() {
        scheduled = false;
        go();
    }

    /** Gives turns until all have had theirs, or it is not yet time for the next. */
    private void go() {
        for (int i = 0; i < cohorts.size(); i++) {
            next = next + 1 < cohorts.size() ? next + 1 : 0;
            Cohort cohort = cohorts.get(next);
            if (cohort.turn() < nudges) {
                long now = System.nanoTime();
                if (free > now && schedule(free - now)) {
                    // this one is next
                    next--;
                    return;
                }
                free = now + (cohort.size() == 1 && cohorts.size() == 1 ? 0 : cohort.size() * NANOS_EACH);
                turn(cohort);
            }
        }
    }

    private boolean schedule(long nanos) {
        try {
            ScheduledFuture<?> _ = timer.schedule(this::fire, nanos, TimeUnit.NANOSECONDS);
            scheduled = true;
            return true;
        } catch (RejectedExecutionException e) {
            // the server is stopping: nobody is left to be kept from
            return false;
        }
    }

    private void turn(Cohort cohort) {
        cohort.turn(nudges);
        wake.accept(cohort);
    }
}
