package dev.cairn.logic.execution;

import dev.cairn.model.JsonObject;
import dev.cairn.model.StepStatus;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says of a new step. Null means the default.
 *
 * @param index default: the lowest above all present ones
 * @param status pending (default) or running
 * @param at when it was created, and started if running; default: now
 */
public record NewStep(
        String executionId,
        @Nullable Integer index,
        String name,
        @Nullable String description,
        @Nullable StepStatus status,
        boolean stopOnError,
        @Nullable Duration estimated,
        @Nullable JsonObject metadata,
        @Nullable Instant at) {

    /** A running step of which only the name is known. */
    public static NewStep running(String executionId, String name) {
        return new NewStep(executionId, null, name, null, StepStatus.RUNNING, false, null, null, null);
    }
}
