package dev.cairn.postgres;

import dev.cairn.error.StoreException;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.Nudges;
import dev.cairn.store.ChangeFeed;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells followers that the feed has more to show (FEED-8): those of this store once a commit has sunk below the horizon,
 * those of other processes by one NOTIFY for many commits. NOTIFY takes a lock on the whole cluster, so it never stands
 * inside a caller's transaction. Whatever is lost on the way is made good by a nudge at every poll interval.
 */
final class Notifier implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Notifier.class);
    private static final long PACE_MILLIS = 3;
    private static final long MAX_WAIT_MILLIS = 100;

    private final Connections connections;
    private final Duration pollInterval;
    private final Nudges nudges = new Nudges();
    private final NotificationListener listener;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Map<WorkspaceId, Long> committed = new HashMap<>();
    private @Nullable Thread sender;
    private boolean closed;

    Notifier(Connections connections, Duration pollInterval) {
        this.connections = connections;
        this.pollInterval = pollInterval;
        this.listener = new NotificationListener(connections, nudges, pollInterval);
    }

    ChangeFeed.Subscription add(WorkspaceId workspace, Runnable nudge) {
        ChangeFeed.Subscription subscription = nudges.add(workspace, () -> {
            try {
                nudge.run();
            } catch (RuntimeException e) {
                // one follower's mistake must not silence the others
                LOG.warn("a follower of workspace {} failed when told of a commit", workspace, e);
            }
        });
        listener.start();
        return subscription;
    }

    /** Takes note of a commit; returns at once. */
    void committed(WorkspaceId workspace, long revision) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            committed.merge(workspace, revision, Math::max);
            if (sender == null) {
                sender = Thread.ofVirtual().name("cairn-postgres-notify").start(this::send);
            }
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void send() {
        Map<WorkspaceId, Long> waiting = new HashMap<>();
        long wait = PACE_MILLIS;
        @Nullable Connection connection = null;
        try {
            while (take(waiting, wait)) {
                try {
                    if (connection == null) {
                        connection = connections.dedicated("feed.notify");
                        Connections.execute(connection, "SET synchronous_commit = off");
                    }
                    boolean all = publish(connection, waiting);
                    wait = all ? PACE_MILLIS : Math.min(wait * 2, MAX_WAIT_MILLIS);
                } catch (SQLException | StoreException e) {
                    LOG.debug("no notification was sent; followers poll instead", e);
                    closeQuietly(connection);
                    connection = null;
                    waiting.keySet().forEach(nudges::fire);
                    waiting.clear();
                    wait = pollInterval.toMillis();
                }
            }
        } catch (InterruptedException e) {
            LOG.debug("the notifier was stopped", e);
        } finally {
            closeQuietly(connection);
        }
    }

    /** Waits for commits, and at least for the pace; false when closed. */
    private boolean take(Map<WorkspaceId, Long> waiting, long wait) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            if (waiting.isEmpty()) {
                while (!closed && committed.isEmpty()) {
                    changed.await();
                }
            } else {
                long left = TimeUnit.MILLISECONDS.toNanos(wait);
                while (!closed && left > 0) {
                    left = changed.awaitNanos(left);
                }
            }
            committed.forEach((workspace, revision) -> waiting.merge(workspace, revision, Math::max));
            committed = new HashMap<>();
            return !closed;
        } finally {
            lock.unlock();
        }
    }

    /** Tells of everything below the horizon and keeps the rest; true when nothing is left. */
    private boolean publish(Connection connection, Map<WorkspaceId, Long> waiting) throws SQLException {
        long settled = settled(connection);
        StringBuilder payload = new StringBuilder(listener.self());
        for (Map.Entry<WorkspaceId, Long> entry : waiting.entrySet()) {
            if (entry.getValue() < settled) {
                nudges.fire(entry.getKey());
                payload.append(NotificationListener.SEPARATOR).append(entry.getKey());
            }
        }
        if (payload.length() > listener.self().length()) {
            waiting.values().removeIf(revision -> revision < settled);
            try (PreparedStatement notify = connection.prepareStatement("SELECT pg_notify(?, ?)")) {
                notify.setString(1, NotificationListener.CHANNEL);
                notify.setString(2, listener.shortened(payload.toString()));
                notify.execute();
            }
        }
        return waiting.isEmpty();
    }

    private static long settled(Connection connection) throws SQLException {
        try (PreparedStatement horizon = connection.prepareStatement(Statements.HORIZON);
                ResultSet row = horizon.executeQuery()) {
            row.next();
            return Horizon.of(row.getLong(1), row.getString(2)).settled();
        }
    }

    static void closeQuietly(@Nullable Connection connection) {
        if (connection != null) {
            try {
                connection.close();
            } catch (SQLException e) {
                LOG.debug("closing a connection failed", e);
            }
        }
    }

    @Override
    public void close() {
        @Nullable Thread running;
        lock.lock();
        try {
            closed = true;
            running = sender;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        listener.close();
        NotificationListener.end(running);
    }
}
