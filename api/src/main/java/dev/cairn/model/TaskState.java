package dev.cairn.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a task has come.
 *
 * @param attempts how often it was claimed
 * @param unresolved how many of its prerequisites are not completed
 * @param dueAt when a pending task becomes ready; null otherwise
 * @param readyAt since when it counts as ready, which decides its turn (clause TASK-7); null before
 * @param startedAt of the last attempt
 * @param finishedAt when it became terminal
 * @param token one more with every claim, and with everything that ends one early; what an earlier claim still sends is told by
 *     it and refused (clause TASK-5). 0 before the first
 * @param worker who claimed it last
 * @param leaseEnds until when the worker of a running task need not say anything; null otherwise
 * @param error why it failed, was cancelled, or is tried again
 * @param settling whether some of its dependents have not been told yet that it is over (clause TASK-6)
 */
public record TaskState(
        TaskStatus status,
        int attempts,
        int unresolved,
        @Nullable Instant dueAt,
        @Nullable Instant readyAt,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Instant updatedAt,
        long token,
        @Nullable String worker,
        @Nullable Instant leaseEnds,
        @Nullable JsonObject result,
        @Nullable String error,
        boolean settling) {}
