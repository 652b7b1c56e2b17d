package dev.cairn.sqlite;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What another thread's work came to, and the wait for it. */
final class Outcome<T extends @Nullable Object> {
    private final CountDownLatch done = new CountDownLatch(1);
    private @Nullable T value;
    private @Nullable Throwable failure;

    void succeed(T result) {
        value = result;
        done.countDown();
    }

    void fail(Throwable reason) {
        failure = reason;
        done.countDown();
    }

    /** Waits so long at most, without sleep, but behind whoever else could run. */
    void look(long nanos) {
        Look.until(() -> done.getCount() == 0, nanos);
    }

    /** False when there is none yet. */
    boolean await(long nanos) throws InterruptedException {
        return done.await(nanos, TimeUnit.NANOSECONDS);
    }

    /** Waits; an interrupt does not end the wait, since the work may already be running, but is kept. */
    @SuppressWarnings("NullAway") // T may be nullable; value is what the work returned
    T get() {
        Uninterruptibly.run(done::await);
        if (failure != null) {
            throw Sneaky.rethrow(failure);
        }
        return value;
    }
}
