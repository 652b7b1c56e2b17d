package dev.cairn.logic;

import dev.cairn.model.WorkspaceId;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/**
 * Lets a call that met others again and again go next, and alone. Calls of one operation in one workspace that meet are likely
 * to want the same; among newcomers, which need not wait first, one that is repeated may lose for ever. While nobody is to be
 * alone nobody waits, and nothing is locked or kept.
 */
final class Turns {
    /** To be closed after the attempt. */
    @FunctionalInterface
    interface Turn extends AutoCloseable {
        @Override
        void close();
    }

    private static final Turn NONE = () -> {};

    private record Kind(WorkspaceId workspace, String operation) {}

    /** @param alone how many have the turn or wait for it */
    private record Line(ReadWriteLock order, int alone) {}

    private final ConcurrentHashMap<Kind, Line> lines = new ConcurrentHashMap<>();

    /**
     * Beside others of its kind, behind those that are to be alone.
     *
     * @param patience nanoseconds; after them, or when interrupted, it goes out of turn
     */
    Turn amongOthers(WorkspaceId workspace, String operation, long patience) {
        Line line = lines.isEmpty() ? null : lines.get(new Kind(workspace, operation));
        return line == null ? NONE : held(line.order.readLock(), patience);
    }

    /**
     * First come, first served, and alone but for what began while nobody was to be alone.
     *
     * @param patience as above
     */
    Turn alone(WorkspaceId workspace, String operation, long patience) {
        Kind kind = new Kind(workspace, operation);
        Line line = lines.merge(
                kind,
                new Line(new ReentrantReadWriteLock(true), 1),
                (present, _) -> new Line(present.order, present.alone + 1));
        Turn turn = held(line.order.writeLock(), patience);
        return () -> {
            lines.computeIfPresent(
                    kind, (_, present) -> present.alone == 1 ? null : new Line(present.order, present.alone - 1));
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
