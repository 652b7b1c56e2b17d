package dev.cairn.model;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A piece of work in the queue.
 *
 * @param version 1 on creation, one more with every stored change; a heartbeat does not move it
 */
public record Task(String id, TaskSpec spec, TaskState state, long version) {
    /** How much longer one must have been ready to be as urgent as one that is a priority higher (clause TASK-7). */
    public static final Duration AGEING = Duration.ofMinutes(10);

    public TaskStatus status() {
        return state.status();
    }

    /** The same with another state, one version on. */
    public Task next(TaskState newState) {
        return new Task(id, spec, newState, version + 1);
    }

    /**
     * The place of a task among those of its status, lowest first: the one order by which tasks are claimed, made ready,
     * taken back and pruned, so that one index serves all. It is written with the status and never while waiting: since a
     * priority is worth a fixed time, who waits long enough overtakes whoever comes later, whatever its priority.
     *
     * @return microseconds since 1970
     */
    public long place() {
        return switch (state.status()) {
            case READY -> micros(state.readyAt()) - spec.priority() * (AGEING.toNanos() / 1_000);
            case PENDING -> micros(state.dueAt());
            case RUNNING -> micros(state.leaseEnds());
            case BLOCKED -> micros(spec.createdAt());
            case COMPLETED, FAILED, CANCELLED -> micros(state.finishedAt());
        };
    }

    /** When a task that is not over is to be failed; null: never. */
    public @Nullable Instant overdueAt() {
        return state.status().terminal() ? null : spec.deadline();
    }

    private long micros(@Nullable Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time == null ? spec.createdAt() : time);
    }
}
