package dev.cairn.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One run of a command or job, as recorded.
 *
 * @param environment what the recorder chose to keep, in insertion order, secrets masked on input (clause EXEC-5)
 * @param tags distinct, in byte order
 * @param totalSteps steps recorded so far
 * @param completedSteps steps in status completed
 * @param currentStep index of the step started last, -1 before the first
 * @param lost true while the execution stands failed only because its recorder stopped reporting (clause EXEC-7)
 * @param version 1 on creation, one more with every stored change
 */
public record Execution(
        String id,
        String name,
        String command,
        String workingDirectory,
        ExecutionStatus status,
        @Nullable Integer exitCode,
        @Nullable String error,
        Instant createdAt,
        @Nullable Instant startedAt,
        @Nullable Instant completedAt,
        Map<String, String> environment,
        @Nullable String user,
        List<String> tags,
        JsonObject metadata,
        int totalSteps,
        int completedSteps,
        int currentStep,
        boolean lost,
        long version) {

    public Execution {
        environment = StoredTexts.copyOf(environment);
        tags = List.copyOf(tags);
    }

    /** Time between start and completion; null until both are known. */
    public @Nullable Duration duration() {
        return startedAt == null || completedAt == null ? null : Duration.between(startedAt, completedAt);
    }

    /** Completed steps of all recorded steps in percent, 0 to 100; 0 without steps. */
    public double progress() {
        return totalSteps == 0 ? 0 : 100.0 * completedSteps / totalSteps;
    }

    /** The same with another version. */
    public Execution withVersion(long newVersion) {
        return new Execution(
                id,
                name,
                command,
                workingDirectory,
                status,
                exitCode,
                error,
                createdAt,
                startedAt,
                completedAt,
                environment,
                user,
                tags,
                metadata,
                totalSteps,
                completedSteps,
                currentStep,
                lost,
                newVersion);
    }

    /** The next version with these totals. */
    public Execution withSteps(int total, int completed, int current) {
        return new Execution(
                id,
                name,
                command,
                workingDirectory,
                status,
                exitCode,
                error,
                createdAt,
                startedAt,
                completedAt,
                environment,
                user,
                tags,
                metadata,
                total,
                completed,
                current,
                lost,
                version + 1);
    }
}
