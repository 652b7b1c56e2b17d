package dev.cairn.postgres;

import dev.cairn.error.StoreException;
import dev.cairn.error.Unavailable;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.Nudges;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.PGNotification;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hears what other processes committed, on a connection of its own that exists from the first follower on. */
final class NotificationListener implements AutoCloseable {
    static final String CHANNEL = "cairn_commit";
    static final String SEPARATOR = ",";
    /** The server's limit is 8000 bytes; a list that does not fit says "look everywhere". */
    private static final int MAX_PAYLOAD = 7_000;

    private static final String EVERYWHERE = "*";
    private static final Logger LOG = LoggerFactory.getLogger(NotificationListener.class);

    private final Connections connections;
    private final Nudges nudges;
    private final int pollMillis;
    private final String self = UUID.randomUUID().toString();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread thread;

    NotificationListener(Connections connections, Nudges nudges, Duration pollInterval) {
        this.connections = connections;
        this.nudges = nudges;
        this.pollMillis = Math.toIntExact(pollInterval.toMillis());
    }

    /** Stands first in every payload, so that nobody is told twice. */
    String self() {
        return self;
    }

    String shortened(String payload) {
        return payload.length() <= MAX_PAYLOAD ? payload : self + SEPARATOR + EVERYWHERE;
    }

    synchronized void start() {
        if (thread == null && closed.getCount() > 0) {
            thread = Thread.ofVirtual().name("cairn-postgres-listen").start(this::listen);
        }
    }

    private void listen() {
        try {
            do {
                try (Connection connection = connections.dedicated("feed.listen")) {
                    Connections.execute(connection, "LISTEN " + CHANNEL);
                    // whatever was committed while nobody listened
                    nudges.fireAll();
                    while (closed.getCount() > 0) {
                        hear(connection.unwrap(PGConnection.class).getNotifications(pollMillis));
                    }
                } catch (SQLException | StoreException e) {
                    LOG.debug("not listening; followers poll instead", e);
                    nudges.fireAll();
                }
            } while (!closed.await(pollMillis, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            LOG.debug("the listener was stopped", e);
        }
    }

    private void hear(PGNotification @Nullable [] notifications) {
        if (notifications == null || notifications.length == 0) {
            nudges.fireAll();
            return;
        }
        for (PGNotification notification : notifications) {
            String[] parts = notification.getParameter().split(SEPARATOR, -1);
            if (parts[0].equals(self)) {
                continue;
            }
            for (int i = 1; i < parts.length; i++) {
                if (parts[i].equals(EVERYWHERE)) {
                    nudges.fireAll();
                } else {
                    fire(parts[i]);
                }
            }
        }
    }

    /** Anybody may notify on a channel, so that the payload need not be what a store wrote. */
    private void fire(String workspace) {
        try {
            nudges.fire(new WorkspaceId(workspace));
        } catch (StoreException e) {
            LOG.debug("ignored a notification that no store sent", e);
        }
    }

    @Override
    public void close() {
        @Nullable Thread running;
        synchronized (this) {
            closed.countDown();
            running = thread;
        }
        end(running);
    }

    /** Interrupting a virtual thread closes the socket that it waits on. */
    static void end(@Nullable Thread thread) {
        if (thread == null || thread.equals(Thread.currentThread())) {
            return;
        }
        thread.interrupt();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted while closing", e);
        }
    }
}
