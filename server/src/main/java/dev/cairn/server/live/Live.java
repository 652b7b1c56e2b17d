package dev.cairn.server.live;

import dev.cairn.error.FeedCompacted;
import dev.cairn.error.NotFound;
import dev.cairn.error.OverCapacity;
import dev.cairn.error.StoreException;
import dev.cairn.error.Unavailable;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.Store;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All followers, each on the thread of its connection: it waits for the feed, and sends. A follower that does not read
 * stops only itself.
 */
public final class Live {
    private static final Logger LOG = LoggerFactory.getLogger(Live.class);

    /**
     * @param patience how long one write to a follower may take
     * @param heartbeat silence after which a heartbeat is sent
     * @param poll how long a missed nudge may go unnoticed
     */
    public record Options(int followers, Duration patience, Duration heartbeat, Duration poll) {
        public static final Options DEFAULT =
                new Options(2048, Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(1));
    }

    private final Options options;
    private final Feeds feeds;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    public Live(Store store, Options options, MeterRegistry meters) {
        this.options = options;
        this.feeds = new Feeds(store);
        feeds.every(shorter(options.poll(), options.heartbeat().dividedBy(2)), feeds::nudgeAll);
        feeds.every(shorter(options.patience(), Duration.ofSeconds(1)), () -> connections.forEach(Connection::check));
        Gauge.builder("cairn.live.followers", connections, Set::size)
                .description("open connections that follow changes")
                .register(meters);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /**
     * Reads what the follower begins with.
     *
     * @throws StoreException what is wrong with the request; a position that can no longer be followed is not
     */
    Connection open(WorkspaceId workspace, Follower follower) throws InterruptedException {
        if (stopping) {
            throw new Unavailable("the server is stopping", null);
        }
        if (connections.size() >= options.followers()) {
            throw new OverCapacity("the number of followers", options.followers());
        }
        Connection connection = new Connection(follower, feeds.follow(workspace));
        try {
            connection.open();
        } catch (RuntimeException | InterruptedException e) {
            connection.lease.close();
            throw e;
        }
        connections.add(connection);
        return connection;
    }

    /** Tells every follower that the server stops; their connections end. */
    public void stop() {
        stopping = true;
        connections.forEach(Connection::end);
        feeds.stop();
    }

    /** One follower on one connection. */
    final class Connection {
        private final Follower follower;
        private final Feeds.Lease lease;
        private @Nullable Event instead;
        private volatile @Nullable Outlet outlet;
        private volatile boolean gone;

        Connection(Follower follower, Feeds.Lease lease) {
            this.follower = follower;
            this.lease = lease;
        }

        private void open() throws InterruptedException {
            try {
                follower.open(lease.feed());
            } catch (FeedCompacted e) {
                instead = Event.resync(String.valueOf(e.getMessage()));
            }
        }

        /**
         * Sends on the calling thread until the follower has had its last event, or its connection breaks.
         *
         * @throws Exception as the sender does
         */
        void run(Outlet.Sender sender) throws Exception {
            Thread thread = Thread.currentThread();
            Pace pace = lease.feed().pace();
            Cohort cohort = pace.join(thread);
            try {
                Outlet out = new Outlet(sender, cohort, options.heartbeat());
                outlet = out;
                // what came before the outlet was there to be told
                if (stopping || gone) {
                    out.end();
                }
                Event end = instead == null ? follow(out) : instead;
                if (!gone) {
                    out.finish(end);
                }
            } finally {
                pace.leave(cohort, thread);
                close();
            }
        }

        /** Returns what to end with, if it was not told already. */
        private Event follow(Outlet out) throws Exception {
            try {
                follower.follow(lease.feed(), out);
                return Event.end("the server is stopping");
            } catch (FeedCompacted e) {
                return Event.resync(String.valueOf(e.getMessage()));
            } catch (NotFound e) {
                return Event.end(String.valueOf(e.getMessage()));
            } catch (StoreException e) {
                return Event.end("interrupted, resume later: " + e.getMessage());
            } catch (RuntimeException e) {
                if (out.broken()) {
                    throw e;
                }
                LOG.error("a follower failed", e);
                return Event.end("interrupted, resume later");
            }
        }

        private void check() {
            Outlet out = outlet;
            if (out != null) {
                out.cut(options.patience());
            }
        }

        private void end() {
            Outlet out = outlet;
            if (out != null) {
                out.end();
            }
        }

        /** The connection is gone. */
        void close() {
            gone = true;
            end();
            if (connections.remove(this)) {
                lease.close();
            }
        }
    }
}
