package dev.cairn.model;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One step of an execution, identified by its index there (clause STEP-1).
 *
 * @param index 0 or more, unique in its execution
 * @param stopOnError whether a failure of this step ends the whole run
 * @param estimated how long the step was expected to take; null when not given
 * @param lost true while the step stands closed only because its execution's recorder stopped reporting (EXEC-7)
 * @param version 1 on creation, one more with every stored change
 */
public record Step(
        String executionId,
        int index,
        String name,
        String description,
        StepStatus status,
        @Nullable Integer exitCode,
        @Nullable String error,
        boolean stopOnError,
        @Nullable Duration estimated,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        JsonObject metadata,
        boolean lost,
        long version) {

    /** Time between start and completion; null until both are known. */
    public @Nullable Duration duration() {
        return startedAt == null || completedAt == null ? null : Duration.between(startedAt, completedAt);
    }
}
