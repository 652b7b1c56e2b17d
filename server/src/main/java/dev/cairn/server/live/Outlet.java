package dev.cairn.server.live;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * What one follower is told, on the thread of its connection. Nothing is queued: a follower that reads slowly is told later,
 * from the feed, and holds nothing but its position. One that does not read at all is {@link #cut}.
 */
final class Outlet {
    /** How a connection sends. Called by one thread only. */
    interface Sender {
        /** @param events one or more, in this order */
        void send(List<Event> events) throws Exception;

        void heartbeat() throws Exception;
    }

    /** Work that may block for as long as the other side does not read. */
    private interface Sending {
        void run() throws Exception;
    }

    private enum State {
        QUIET,
        SENDING,
        CUT
    }

    private final Sender sender;
    private final Cohort cohort;
    private final Thread thread = Thread.currentThread();
    private final long heartbeat;
    /** So that an interrupt meets a write to the connection, and never a read of the database. */
    private final AtomicReference<State> state = new AtomicReference<>(State.QUIET);

    private volatile long since = System.nanoTime();
    private volatile boolean ending;
    private boolean last;

    /**
     * Sends on the calling thread.
     *
     * @param cohort with which this thread is woken
     * @param heartbeat silence after which a heartbeat is sent
     */
    Outlet(Sender sender, Cohort cohort, Duration heartbeat) {
        this.sender = sender;
        this.cohort = cohort;
        this.heartbeat = heartbeat.toNanos();
    }

    /** @return false once nothing more can be said to this follower */
    boolean send(Event event) throws Exception {
        return send(List.of(event));
    }

    /** All of them, in this order; as by {@link #send(Event)}. */
    boolean send(List<Event> events) throws Exception {
        if (!events.isEmpty() && open()) {
            sending(() -> sender.send(events));
            last = events.getLast().last();
        }
        return open();
    }

    /** How many nudges of the feed this follower has to look for. */
    long turn() {
        return cohort.turn();
    }

    /** Waits until the feed may hold more than was read; heartbeats meanwhile. As {@link #send(Event)} it says how it stands. */
    boolean await(SharedFeed.Read read) throws Exception {
        while (open() && cohort.turn() <= read.nudges()) {
            cohort.await(read.page().next());
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
        if (open() && System.nanoTime() - since > heartbeat) {
            sending(sender::heartbeat);
        }
        return open();
    }

    private void sending(Sending work) throws Exception {
        since = System.nanoTime();
        state.set(State.SENDING);
        work.run();
        if (!state.compareAndSet(State.SENDING, State.QUIET)) {
            throw new IOException("the follower was given up");
        }
    }

    /** The last event of all, unless one was sent already. */
    void finish(Event event) throws Exception {
        if (!last) {
            last = true;
            sending(() -> sender.send(List.of(event)));
        }
    }

    /** Whether the connection failed while something was sent. */
    boolean broken() {
        return state.get() != State.QUIET;
    }

    /** Whether more can be said. */
    boolean open() {
        return !ending && !last;
    }

    /** Says no more of what is followed; for any thread. */
    void end() {
        ending = true;
        LockSupport.unpark(thread);
    }

    /** Breaks the connection of a follower that has not read for so long; for any thread. */
    void cut(Duration patience) {
        // in this order: what is being sent began no earlier than the time that is read after seeing it
        if (state.get() == State.SENDING
                && System.nanoTime() - since > patience.toNanos()
                && state.compareAndSet(State.SENDING, State.CUT)) {
            thread.interrupt();
        }
    }
}
