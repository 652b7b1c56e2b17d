package dev.cairn.model;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/** How many tasks there are in each status; a status without tasks counts 0. */
public record TaskCounts(Map<TaskStatus, Long> byStatus) {
    public TaskCounts {
        EnumMap<TaskStatus, Long> all = new EnumMap<>(TaskStatus.class);
        for (TaskStatus status : TaskStatus.values()) {
            all.put(status, byStatus.getOrDefault(status, 0L));
        }
        byStatus = Collections.unmodifiableMap(all);
    }

    public long of(TaskStatus status) {
        return byStatus.getOrDefault(status, 0L);
    }

    public long total() {
        return byStatus.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Those that are over. */
    public long finished() {
        return of(TaskStatus.COMPLETED) + of(TaskStatus.FAILED) + of(TaskStatus.CANCELLED);
    }
}
