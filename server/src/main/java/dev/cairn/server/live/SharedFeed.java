package dev.cairn.server.live;

import dev.cairn.error.Unavailable;
import dev.cairn.model.Position;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.FeedFilter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The feed of one workspace, read once for all its followers. Those that are up to date stand at the same position, so
 * that the first one's read serves all: a page that holds changes stays true for ever, since nothing at or below a shown
 * revision appears later (FEED-2). Empty pages are not kept.
 */
final class SharedFeed implements AutoCloseable {
    private static final int PAGE = 500;
    private static final int KEPT = 32;

    /** @param nudges how many nudges had come when the read began */
    record Read(ChangeFeed.ChangePage page, long nudges) {}

    private final ChangeFeed feed;
    private final ChangeFeed.Subscription subscription;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition nudged = lock.newCondition();
    private final Map<String, FutureTask<Read>> running = new ConcurrentHashMap<>();
    private final Map<String, Read> kept = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Read> eldest) {
            return size() > KEPT;
        }
    };
    private long nudges;

    SharedFeed(ChangeFeed feed) {
        this.feed = feed;
        this.subscription = feed.onCommit(this::nudge);
    }

    private void nudge() {
        lock.lock();
        try {
            nudges++;
            nudged.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** All changes after the position, unfiltered; about a page of them. */
    Read after(Position position) throws InterruptedException {
        String key = position.token();
        Read known = known(key);
        if (known != null) {
            return known;
        }
        FutureTask<Read> mine = new FutureTask<>(() -> read(position));
        FutureTask<Read> other = running.putIfAbsent(key, mine);
        if (other == null) {
            try {
                mine.run();
                return result(mine, key);
            } finally {
                running.remove(key, mine);
            }
        }
        return result(other, key);
    }

    private Read read(Position position) {
        long before;
        lock.lock();
        try {
            before = nudges;
        } finally {
            lock.unlock();
        }
        return new Read(feed.after(position, FeedFilter.ALL, PAGE), before);
    }

    private Read result(FutureTask<Read> task, String key) throws InterruptedException {
        try {
            Read read = task.get();
            if (!read.page().changes().isEmpty()) {
                keep(key, read);
            }
            return read;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new Unavailable("the feed could not be read", e);
        }
    }

    private @Nullable Read known(String key) {
        lock.lock();
        try {
            return kept.get(key);
        } finally {
            lock.unlock();
        }
    }

    private void keep(String key, Read read) {
        lock.lock();
        try {
            kept.put(key, read);
        } finally {
            lock.unlock();
        }
    }

    /** Waits for a nudge beyond those that {@code seen} knew of; a nudge is only a hint, so the wait is bounded. */
    void await(long seen, Duration longest) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = longest.toNanos();
            while (nudges <= seen && left > 0) {
                left = nudged.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        subscription.close();
    }
}
