package dev.cairn.logic;

import dev.cairn.model.WorkspaceId;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Lets a call that met others again and again go next, and alone. Calls of one operation in one workspace that meet are likely
 * to want the same; among newcomers, which need not wait first, one that is repeated may lose for ever. While nobody is to be
 * alone nobody waits, and nothing is locked.
 */
final class Turns {
    /** Calls that share a line without being related wait for each other now and then. */
    private static final int LINES = 64;

    /** To be closed after the attempt. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    private static final Turn NONE = () -> {};

    private record Line(AtomicInteger alone, ReentrantReadWriteLock order) {}

    private final Line[] lines = new Line[LINES];

    Turns() {
        for (int i = 0; i < LINES; i++) {
            lines[i] = new Line(new AtomicInteger(), new ReentrantReadWriteLock(true));
        }
    }

    private Line line(WorkspaceId workspace, String operation) {
        return lines[Math.floorMod(31 * workspace.hashCode() + operation.hashCode(), LINES)];
    }

    /**
     * Beside others of its kind, behind those that are to be alone.
     *
     * @param patience nanoseconds; after them, or when interrupted, it goes out of turn
     */
    Turn amongOthers(WorkspaceId workspace, String operation, long patience) {
        Line line = line(workspace, operation);
        return line.alone.get() == 0 ? NONE : held(line.order.readLock(), patience);
    }

    /**
     * First come, first served, and alone but for what began while nobody was to be alone.
     *
     * @param patience as above
     */
    Turn alone(WorkspaceId workspace, String operation, long patience) {
        Line line = line(workspace, operation);
        line.alone.incrementAndGet();
        Turn turn = held(line.order.writeLock(), patience);
        return () -> {
            line.alone.decrementAndGet();
            turn.close();
        };
    }

    private static Turn held(Lock lock, long patience) {
        try {
            return lock.tryLock(patience, TimeUnit.NANOSECONDS) ? lock::unlock : NONE;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return NONE;
        }
    }
}
