package dev.cairn.server.live;

import dev.cairn.error.Unavailable;
import dev.cairn.model.Position;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.FeedFilter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntSupplier;

/**
 * The feed of one workspace, read once for all its followers. Those that are up to date stand at the same position, so
 * that the first one's read serves all: a page that holds changes stays true for ever, since nothing at or below a shown
 * revision appears later (FEED-2). Empty pages are not kept.
 */
final class SharedFeed implements AutoCloseable {
    private static final int PAGE = 500;
    private static final int KEPT = 256;
    private static final int KEPT_CHANGES = 16 * PAGE;

    /** One page, and what followers are told of it: encoded once for all that ask for the same. */
    static final class Read {
        private final ChangeFeed.ChangePage page;
        private final long nudges;
        private final Map<FeedFilter, List<Event>> events = new ConcurrentHashMap<>();

        Read(ChangeFeed.ChangePage page, long nudges) {
            this.page = page;
            this.nudges = nudges;
        }

        ChangeFeed.ChangePage page() {
            return page;
        }

        /** How many nudges had come when the read began. */
        long nudges() {
            return nudges;
        }

        /** Whether more may follow at once; a page that is not full ends at what can be shown now (FEED-3). */
        boolean full() {
            return page.changes().size() >= PAGE;
        }

        /** @param from where this page began; inside of it another follower may be told other parts of it */
        List<Event> events(FeedCursor from, FeedFilter filter) {
            return from.skip() == 0 && filter.rootId() == null
                    ? events.computeIfAbsent(filter, same -> encode(from, same))
                    : encode(from, filter);
        }

        private List<Event> encode(FeedCursor from, FeedFilter filter) {
            return Follower.Group.gathered(Follower.Group.of(from, page, filter::matches)).stream()
                    .map(group -> group.event(group.position().token()))
                    .toList();
        }
    }

    /** The time between two nudges; waiting for its end takes no lock that a thousand others want too. */
    private record Quiet(long nudges, CountDownLatch end) {}

    private final ChangeFeed feed;
    private final ChangeFeed.Subscription subscription;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, FutureTask<Read>> running = new ConcurrentHashMap<>();
    private final Map<String, Read> kept = new ConcurrentHashMap<>();
    private final ArrayDeque<String> order = new ArrayDeque<>();
    private int keptChanges;
    private final AtomicReference<Quiet> quiet = new AtomicReference<>(new Quiet(0, new CountDownLatch(1)));
    private final Pace pace;

    /** @param followers how many there are at the moment */
    SharedFeed(ChangeFeed feed, ScheduledExecutorService timer, IntSupplier followers) {
        this.feed = feed;
        this.pace = new Pace(timer, followers, this::wake);
        this.subscription = feed.onCommit(pace::nudge);
    }

    /** Lets all followers look. */
    void wake() {
        quiet.getAndUpdate(before -> new Quiet(before.nudges() + 1, new CountDownLatch(1)))
                .end()
                .countDown();
    }

    /** All changes after the position, unfiltered; about a page of them. */
    Read after(Position position) throws InterruptedException {
        String key = position.token();
        Read known = kept.get(key);
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
        long before = quiet.get().nudges();
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

    private void keep(String key, Read read) {
        lock.lock();
        try {
            if (kept.putIfAbsent(key, read) != null) {
                return;
            }
            order.add(key);
            keptChanges += read.page().changes().size();
            while (order.size() > 1 && (order.size() > KEPT || keptChanges > KEPT_CHANGES)) {
                Read oldest = kept.remove(order.remove());
                keptChanges -= oldest == null ? 0 : oldest.page().changes().size();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits for a nudge beyond those that {@code seen} knew of. Without a limit of its own, because a timer for each of a
     * thousand followers costs more than what it tells them: {@link Feeds} wakes all now and then, since a nudge is only a hint.
     */
    void await(long seen) throws InterruptedException {
        Quiet now = quiet.get();
        if (now.nudges() <= seen) {
            now.end().await();
        }
    }

    @Override
    public void close() {
        subscription.close();
        wake();
    }
}
