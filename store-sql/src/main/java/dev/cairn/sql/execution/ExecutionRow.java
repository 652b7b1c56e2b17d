package dev.cairn.sql.execution;

import dev.cairn.model.Execution;
import dev.cairn.model.Json;
import dev.cairn.model.StoredTexts;
import dev.cairn.model.Wire;
import dev.cairn.sql.base.Micros;
import org.jspecify.annotations.Nullable;

/**
 * An execution as parameters of insert and update.
 *
 * @param expected the version that an update replaces
 */
public record ExecutionRow(
        String workspace,
        String id,
        String name,
        String command,
        String directory,
        String status,
        @Nullable Integer exitCode,
        @Nullable String error,
        long createdAt,
        @Nullable Long startedAt,
        @Nullable Long completedAt,
        @Nullable Long duration,
        String environment,
        @Nullable String user,
        String tags,
        String metadata,
        int totalSteps,
        int completedSteps,
        int currentStep,
        int lost,
        long version,
        long expected) {

    static ExecutionRow of(String workspace, Execution e, long expected) {
        return new ExecutionRow(
                workspace,
                e.id(),
                e.name(),
                e.command(),
                e.workingDirectory(),
                Wire.name(e.status()),
                e.exitCode(),
                e.error(),
                Micros.of(e.createdAt()),
                Micros.ofNullable(e.startedAt()),
                Micros.ofNullable(e.completedAt()),
                Micros.ofNullable(e.duration()),
                StoredTexts.json(e.environment()),
                e.user(),
                tags(e),
                e.metadata().text(),
                e.totalSteps(),
                e.completedSteps(),
                e.currentStep(),
                e.lost() ? 1 : 0,
                e.version(),
                expected);
    }

    static String tags(Execution e) {
        return e.tags().isEmpty() ? "[]" : Json.write(e.tags());
    }
}
