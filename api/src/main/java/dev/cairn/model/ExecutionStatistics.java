package dev.cairn.model;

import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Figures over every execution that matches, never over a sample (clause EXEC-6).
 *
 * @param counts per status; a status without executions counts 0
 * @param p50 median duration of the executions that have one, nearest rank: the smallest duration that at least half of
 *     them do not exceed; null without any
 * @param p95 the same for 95 of 100
 */
public record ExecutionStatistics(
        Map<ExecutionStatus, Long> counts,
        @Nullable Duration p50,
        @Nullable Duration p95) {

    public ExecutionStatistics {
        EnumMap<ExecutionStatus, Long> all = new EnumMap<>(ExecutionStatus.class);
        for (ExecutionStatus status : ExecutionStatus.values()) {
            all.put(status, counts.getOrDefault(status, 0L));
        }
        counts = Collections.unmodifiableMap(all);
    }

    public long count(ExecutionStatus status) {
        return counts.getOrDefault(status, 0L);
    }

    public long total() {
        return counts.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Completed of all finished ones, 0 to 1; null when none has finished. */
    public @Nullable Double successRate() {
        long finished =
                count(ExecutionStatus.COMPLETED) + count(ExecutionStatus.FAILED) + count(ExecutionStatus.CANCELLED);
        return finished == 0 ? null : (double) count(ExecutionStatus.COMPLETED) / finished;
    }

    /** The nearest-rank position, 1 to {@code n}, of a percentile in {@code n} sorted values; {@code n} at least 1. */
    public static long rank(long n, int percentile) {
        return Math.max(1, Math.ceilDiv(Math.multiplyExact(n, (long) percentile), 100L));
    }
}
