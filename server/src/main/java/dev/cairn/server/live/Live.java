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
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All followers. Each has two threads: one reads the feed and fills its outbox, the other empties it into the connection.
 * A follower that does not read stops only itself.
 */
public final class Live {
    private static final Logger LOG = LoggerFactory.getLogger(Live.class);

    /**
     * @param queue events that may wait for one follower
     * @param patience how long the queue may stay full
     * @param heartbeat silence after which a heartbeat is sent
     * @param poll how long a missed nudge may go unnoticed
     */
    public record Options(int followers, int queue, Duration patience, Duration heartbeat, Duration poll) {
        public static final Options DEFAULT =
                new Options(2048, 256, Duration.ofSeconds(10), Duration.ofSeconds(15), Duration.ofSeconds(1));
    }

    private final Options options;
    private final Feeds feeds;
    private final Set<Connection> connections = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    public Live(Store store, Options options, MeterRegistry meters) {
        this.options = options;
        this.feeds = new Feeds(store);
        feeds.every(options.poll(), feeds::wakeAll);
        // half of it: silence is noticed at the second call
        feeds.every(options.heartbeat().dividedBy(2), () -> connections.forEach(Connection::beat));
        Gauge.builder("cairn.live.followers", connections, Set::size)
                .description("open connections that follow changes")
                .register(meters);
    }

    Options options() {
        return options;
    }

    /** How a connection sends. Called by one thread only. */
    interface Sender {
        /** @param events one or more, in this order */
        void send(List<Event> events) throws Exception;

        void heartbeat() throws Exception;
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
        connections.forEach(connection -> connection.outbox.replace(Event.end("the server is stopping")));
        // last: whoever looks once more must find its end
        feeds.stop();
    }

    /** One follower on one connection. */
    final class Connection {
        private final Follower follower;
        private final Feeds.Lease lease;
        private final Outbox outbox = new Outbox(options.queue(), options.patience());

        Connection(Follower follower, Feeds.Lease lease) {
            this.follower = follower;
            this.lease = lease;
        }

        private void open() throws InterruptedException {
            try {
                follower.open(lease.feed());
            } catch (FeedCompacted e) {
                outbox.replace(Event.resync(String.valueOf(e.getMessage())));
            }
        }

        /** Sends on the calling thread until the follower has had its last event, or its connection breaks. */
        void run(Sender sender) throws Exception {
            Thread sending = Thread.currentThread();
            // never interrupted: it may be in a read that others wait for, and an interrupt would close a database
            // connection
            Thread.ofVirtual().name("cairn-follow").start(() -> pump(sending));
            try {
                boolean more = true;
                while (more && !outbox.closed()) {
                    List<Event> events = outbox.take();
                    if (!events.isEmpty()) {
                        sender.send(events);
                        more = !events.getLast().last();
                    } else if (!outbox.closed()) {
                        sender.heartbeat();
                    }
                }
            } finally {
                close();
            }
        }

        private void beat() {
            outbox.beat();
        }

        /** The connection is gone. */
        void close() {
            outbox.close();
            if (connections.remove(this)) {
                lease.close();
            }
        }

        private void pump(Thread sending) {
            @Nullable Event failure = null;
            try {
                follower.follow(lease.feed(), outbox);
            } catch (FeedCompacted e) {
                failure = Event.resync(String.valueOf(e.getMessage()));
            } catch (NotFound e) {
                failure = Event.end(String.valueOf(e.getMessage()));
            } catch (StoreException e) {
                failure = Event.end("interrupted, resume later: " + e.getMessage());
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                LOG.error("a follower failed", e);
                failure = Event.end("interrupted, resume later");
            }
            if (failure != null) {
                outbox.replace(failure);
            }
            try {
                // a connection that nobody reads blocks its sender for ever: interrupting it closes the socket
                if (!outbox.awaitClosed(options.patience().plusSeconds(1))) {
                    sending.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
