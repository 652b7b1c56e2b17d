package dev.cairn.logic.execution;

import dev.cairn.model.JsonObject;
import dev.cairn.model.StepStatus;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What to change about a step; null leaves it as it is.
 *
 * @param status a legal next one (STEP-3)
 * @param exitCode only with completed (0) or failed
 * @param error only with failed or skipped
 * @param metadata merged into the present by RFC 7396
 * @param at when the status changed; default: now
 */
public record StepPatch(
        @Nullable StepStatus status,
        @Nullable Integer exitCode,
        @Nullable String error,
        @Nullable JsonObject metadata,
        @Nullable Instant at) {

    public static StepPatch status(StepStatus status) {
        return new StepPatch(status, null, null, null, null);
    }

    public static StepPatch failed(String error) {
        return new StepPatch(StepStatus.FAILED, null, error, null, null);
    }
}
