package dev.cairn.server.live;

import dev.cairn.model.Position;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Followers that are woken together: they stand at the same place, so that what one is told was encoded for all. */
final class Cohort {
    static final int ROOM = 128;
    /** Woken in a row; then requests get their turn too. */
    private static final int IN_A_ROW = 16;

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile long turn;
    private volatile @Nullable Position position;

    int size() {
        return threads.size();
    }

    void add(Thread thread) {
        threads.add(thread);
    }

    void remove(Thread thread) {
        threads.remove(thread);
    }

    /** How many nudges had come when it was woken last. */
    long turn() {
        return turn;
    }

    void turn(long nudges) {
        turn = nudges;
    }

    /** Where those that are up to date stand; null while nobody waits. */
    @Nullable
    Position position() {
        return position;
    }

    /** Waits until it is woken, or unparked; whoever waits has read everything up to there. */
    void await(Position upTo) {
        position = upTo;
        LockSupport.park(this);
    }

    @SuppressWarnings("ThreadPriorityCheck") // a matter of fairness, not of correctness
    void wake() {
        int woken = 0;
        for (Thread thread : threads) {
            LockSupport.unpark(thread);
            if (++woken % IN_A_ROW == 0) {
                Thread.yield();
            }
        }
    }
}
