package dev.cairn.logic;

import dev.cairn.error.Conflict;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.ForwardingStore;
import dev.cairn.store.Committed;
import dev.cairn.store.Read;
import dev.cairn.store.Store;
import dev.cairn.store.Write;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Runs a read or write again that met a concurrent one, and nothing else: after {@link Conflict} the transaction is known
 * to be rolled back. Waits between attempts with full jitter, after a few for its turn ({@link Turns}), and gives up at a
 * deadline with the number of attempts.
 */
public final class RetryingStore extends ForwardingStore {
    private static final long FIRST_WAIT_MICROS = 500;
    private static final long LONGEST_WAIT_MICROS = 4_000;

    /** Where many meet who want different things, waiting for each other in turn would take longer than trying. */
    private static final long LONGEST_TURN_NANOS = 50_000_000;

    /** As long as these attempts suffice more is done at once; further ones would be a matter of luck. */
    private static final int AMONG_OTHERS = 3;

    private final Duration deadline;
    private final Turns turns = new Turns();

    /** @param deadline how long one call may go on trying */
    public RetryingStore(Store delegate, Duration deadline) {
        super(delegate);
        this.deadline = deadline;
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(
            WorkspaceId workspace, String operation, Read<T, X> work) throws X {
        return retrying(workspace, operation, () -> super.read(workspace, operation, work));
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> Committed<T> write(
            WorkspaceId workspace, String operation, Write<T, X> work) throws X {
        return retrying(workspace, operation, () -> super.write(workspace, operation, work));
    }

    @FunctionalInterface
    private interface Attempt<T extends @Nullable Object, X extends Exception> {
        T run() throws X;
    }

    private <T extends @Nullable Object, X extends Exception> T retrying(
            WorkspaceId workspace, String operation, Attempt<T, X> attempt) throws X {
        long end = System.nanoTime() + deadline.toNanos();
        for (int attempts = 1; ; attempts++) {
            long left = Math.min(end - System.nanoTime(), LONGEST_TURN_NANOS);
            try (Turns.Turn _ = attempts <= AMONG_OTHERS
                    ? turns.amongOthers(workspace, operation, left)
                    : turns.alone(workspace, operation, left)) {
                return attempt.run();
            } catch (Conflict conflict) {
                if (System.nanoTime() >= end || !pause(attempts)) {
                    throw new Conflict(attempts, conflict);
                }
            }
        }
    }

    /** False when the thread was interrupted: then there is no time to try again. */
    private static boolean pause(int attempts) {
        long longest = Math.min(LONGEST_WAIT_MICROS, FIRST_WAIT_MICROS << Math.min(attempts - 1, 10));
        try {
            Thread.sleep(Duration.ofNanos(ThreadLocalRandom.current().nextLong(longest * 1_000)));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
