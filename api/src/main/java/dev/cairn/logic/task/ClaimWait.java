package dev.cairn.logic.task;

import dev.cairn.logic.Scope;
import dev.cairn.model.Task;
import dev.cairn.store.ChangeFeed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A claim that waits for its first task. */
final class ClaimWait {
    /** Time makes tasks ready without a commit, and other processes may nudge late. */
    private static final long POLL_MILLIS = 500;

    private ClaimWait() {}

    static List<Task> claim(Scope scope, ClaimDesk desk, ClaimDesk.Request request, Duration wait) {
        List<Task> claimed = desk.claim(scope, request);
        if (!claimed.isEmpty() || !wait.isPositive()) {
            return claimed;
        }
        long deadline = System.nanoTime() + wait.toNanos();
        Semaphore nudges = new Semaphore(0);
        ChangeFeed.Subscription subscription =
                scope.store().feed(scope.workspace()).onCommit(nudges::release);
        try {
            while (true) {
                // looks before it writes: of many who wait, most wait in vain
                claimed = claimable(scope, request) ? desk.claim(scope, request) : List.of();
                long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
                if (!claimed.isEmpty() || left <= 0) {
                    return claimed;
                }
                if (nudges.tryAcquire(Math.min(left, POLL_MILLIS), TimeUnit.MILLISECONDS)) {
                    nudges.drainPermits();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return claimed;
        } finally {
            subscription.close();
        }
    }

    private static boolean claimable(Scope scope, ClaimDesk.Request request) {
        Instant now = scope.now();
        return scope.store()
                .read(
                        scope.workspace(),
                        "tasks.claimable",
                        view -> !view.queue().ready(request.type(), 1).isEmpty()
                                || !view.queue().due(now, 1).isEmpty());
    }
}
