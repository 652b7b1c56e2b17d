package dev.cairn.logic;

import dev.cairn.model.Position;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.ChangeFeed.ChangePage;
import dev.cairn.store.FeedFilter;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** The change feed of one workspace, with waiting. */
public final class Changes {
    /** A nudge may be missed when another process writes; this is how late its change is noticed at most. */
    private static final long POLL_MILLIS = 500;

    private final ChangeFeed feed;

    public Changes(Scope scope) {
        this.feed = scope.store().feed(scope.workspace());
    }

    public Position head() {
        return feed.head();
    }

    /** As {@link ChangeFeed#after}. */
    public ChangePage after(Position position, FeedFilter filter, int limit) {
        return feed.after(position, filter, Inputs.pageLimit(limit));
    }

    public ChangeFeed.Subscription onCommit(Runnable nudge) {
        return feed.onCommit(nudge);
    }

    /**
     * Like {@link #after}, but waits up to {@code wait} for the first change. An interrupt ends the waiting early.
     *
     * @return possibly no changes; then {@code next} may still lie further on
     */
    public ChangePage poll(Position position, FeedFilter filter, int limit, Duration wait) {
        ChangePage page = after(position, filter, limit);
        if (!page.changes().isEmpty() || !wait.isPositive()) {
            return page;
        }
        long deadline = System.nanoTime() + wait.toNanos();
        Semaphore nudges = new Semaphore(0);
        ChangeFeed.Subscription subscription = feed.onCommit(nudges::release);
        try {
            while (true) {
                // after subscribing, so that a commit in between is not slept over
                page = after(page.next(), filter, limit);
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (!page.changes().isEmpty() || left <= 0) {
                    return page;
                }
                if (nudges.tryAcquire(Math.min(left, POLL_MILLIS), TimeUnit.MILLISECONDS)) {
                    nudges.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return page;
        } finally {
            subscription.close();
        }
    }
}
