package dev.cairn.logic.execution;

import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.JsonObject;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What to change about an execution; null leaves it as it is.
 *
 * @param status a legal next one (EXEC-2)
 * @param exitCode only with a terminal status; 0 or null with completed
 * @param error only with failed or cancelled
 * @param metadata merged into the present by RFC 7396
 * @param at when the status changed; default: now
 */
public record ExecutionPatch(
        @Nullable ExecutionStatus status,
        @Nullable Integer exitCode,
        @Nullable String error,
        @Nullable String name,
        @Nullable List<String> tags,
        @Nullable JsonObject metadata,
        @Nullable Instant at) {

    public static ExecutionPatch status(ExecutionStatus status) {
        return status(status, null, null);
    }

    public static ExecutionPatch status(ExecutionStatus status, @Nullable Integer exitCode, @Nullable String error) {
        return new ExecutionPatch(status, exitCode, error, null, null, null, null);
    }

    public static ExecutionPatch metadata(JsonObject metadata) {
        return new ExecutionPatch(null, null, null, null, null, metadata, null);
    }
}
