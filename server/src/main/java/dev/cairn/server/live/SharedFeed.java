package dev.cairn.server.live;

import dev.cairn.error.Unavailable;
import dev.cairn.model.Position;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.FeedFilter;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The feed of one workspace, read once for all its followers. Those that are up to date stand at the same position, so
 * that the first one's read serves all. A page stays true for ever, since nothing at or below a shown revision appears later
 * (FEED-2); but one that is not full is read anew once more may follow.
 */
final class SharedFeed implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SharedFeed.class);
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
            return size() >= PAGE;
        }

        private int size() {
            return page.changes().size();
        }

        private boolean serves(long asked) {
            return full() || nudges >= asked;
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

    /** @param nudges how many the read must know of */
    private record Ask(Position position, long nudges) {}

    private final ChangeFeed feed;
    private final ChangeFeed.Subscription subscription;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<Ask, FutureTask<Read>> running = new ConcurrentHashMap<>();
    private final Map<Position, Read> kept = new ConcurrentHashMap<>();
    private final ArrayDeque<Position> order = new ArrayDeque<>();
    private int keptChanges;
    private final Pace pace;

    SharedFeed(ChangeFeed feed, ScheduledExecutorService timer) {
        this.feed = feed;
        this.pace = new Pace(timer, this::wake);
        this.subscription = feed.onCommit(pace::nudge);
    }

    Pace pace() {
        return pace;
    }

    private void wake(Cohort cohort) {
        Thread.ofVirtual().name("cairn-wake").start(() -> {
            Position position = cohort.position();
            if (position != null) {
                readAhead(position, cohort.turn());
            }
            cohort.wake();
        });
    }

    /** What many are about to ask for, so that none of them waits for another's read. */
    private void readAhead(Position position, long turn) {
        try {
            after(position, turn);
        } catch (RuntimeException | InterruptedException e) {
            LOG.debug("followers will see for themselves", e);
        }
    }

    /** All changes after the position, unfiltered; about a page of them. */
    Read after(Position position) throws InterruptedException {
        return after(position, pace.nudges());
    }

    /**
     * The same, as it was at some time since a nudge: several that ask at about the same time get the same page, and none
     * gets one in pieces that others asked for before.
     *
     * @param nudges how many had come
     */
    Read after(Position position, long nudges) throws InterruptedException {
        Read known = kept.get(position);
        if (known != null && known.serves(nudges)) {
            return known;
        }
        Ask ask = new Ask(position, nudges);
        FutureTask<Read> mine = new FutureTask<>(() -> read(position));
        FutureTask<Read> other = running.putIfAbsent(ask, mine);
        if (other != null) {
            return result(other);
        }
        try {
            mine.run();
            return result(mine);
        } finally {
            running.remove(ask, mine);
        }
    }

    private Read read(Position position) {
        long before = pace.nudges();
        Read read = new Read(feed.after(position, FeedFilter.ALL, PAGE), before);
        keep(position, read);
        return read;
    }

    private static Read result(FutureTask<Read> task) throws InterruptedException {
        try {
            return task.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new Unavailable("the feed could not be read", e);
        }
    }

    private void keep(Position position, Read read) {
        lock.lock();
        try {
            Read before = kept.put(position, read);
            if (before == null) {
                order.add(position);
            }
            keptChanges += read.size() - (before == null ? 0 : before.size());
            while (order.size() > 1 && (order.size() > KEPT || keptChanges > KEPT_CHANGES)) {
                Read oldest = kept.remove(order.remove());
                keptChanges -= oldest == null ? 0 : oldest.size();
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
