package dev.cairn.server.live;

import dev.cairn.model.WorkspaceId;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.Store;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One {@link SharedFeed} per followed workspace, there as long as somebody follows. */
final class Feeds {
    private static final class Entry {
        private final SharedFeed feed;
        private int followers;

        Entry(ChangeFeed feed, ScheduledExecutorService timer) {
            this.feed = new SharedFeed(feed, timer);
        }
    }

    /** A follower's hold on a feed. */
    record Lease(SharedFeed feed, Runnable release) implements AutoCloseable {
        @Override
        public void close() {
            release.run();
        }
    }

    private final Store store;
    private final Map<WorkspaceId, Entry> entries = new HashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("cairn-pace").daemon(true).factory());

    Feeds(Store store) {
        this.store = store;
    }

    synchronized Lease follow(WorkspaceId workspace) {
        Entry entry = entries.computeIfAbsent(workspace, id -> new Entry(store.feed(id), timer));
        entry.followers = entry.followers + 1;
        return new Lease(entry.feed, () -> release(workspace, entry));
    }

    /** Calls it again and again until {@link #stop}. */
    void every(Duration time, Runnable work) {
        ScheduledFuture<?> _ = timer.scheduleAtFixedRate(work, time.toNanos(), time.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What is followed still is, without being gathered; whoever waits looks once more. */
    void stop() {
        timer.shutdown();
        nudgeAll();
    }

    synchronized void nudgeAll() {
        entries.values().forEach(entry -> entry.feed.pace().nudge());
    }

    private synchronized void release(WorkspaceId workspace, Entry entry) {
        entry.followers = entry.followers - 1;
        if (entry.followers == 0) {
            entries.remove(workspace);
            entry.feed.close();
        }
    }
}
