package dev.cairn.logic.execution;

import dev.cairn.error.IllegalTransition;
import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Limits;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Step;
import dev.cairn.model.StepStatus;
import dev.cairn.model.Wire;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a step may become (STEP-3, EXEC-9). Pure functions. */
final class StepRules {
    private StepRules() {}

    /** 0 to one less than {@link Limits#STEPS}. */
    static int index(String field, int value) {
        if (value < 0 || value >= Limits.STEPS) {
            throw new InvalidArgument(field, "must be 0 to " + (Limits.STEPS - 1));
        }
        return value;
    }

    static Step created(NewStep input, int index, Instant now) {
        StepStatus status = input.status() == null ? StepStatus.PENDING : input.status();
        if (status.terminal()) {
            throw new InvalidArgument("status", "of a new step must be pending or running");
        }
        String name = Inputs.text("name", input.name(), Limits.NAME);
        if (name.isEmpty()) {
            throw new InvalidArgument("name", "must not be empty");
        }
        Instant at = Inputs.time("at", input.at(), now);
        return new Step(
                input.executionId(),
                index,
                name,
                Inputs.textOr("description", input.description(), "", Limits.DESCRIPTION),
                status,
                null,
                null,
                input.stopOnError(),
                Inputs.duration("estimated", input.estimated()),
                at,
                status == StepStatus.RUNNING ? at : null,
                null,
                Inputs.metadata(input.metadata()),
                false,
                1);
    }

    static void check(StepPatch patch) {
        StepStatus status = patch.status();
        if (patch.exitCode() != null) {
            if (status != StepStatus.COMPLETED && status != StepStatus.FAILED) {
                throw new InvalidArgument("exitCode", "goes only with status completed or failed");
            }
            if (status == StepStatus.COMPLETED && patch.exitCode() != 0) {
                throw new InvalidArgument("exitCode", "must be 0 with status completed; use failed");
            }
        }
        if (patch.error() != null) {
            Inputs.text("error", patch.error(), Limits.ERROR);
            if (status != StepStatus.FAILED && status != StepStatus.SKIPPED) {
                throw new InvalidArgument("error", "goes only with status failed or skipped");
            }
        }
        if (patch.at() != null && status == null) {
            throw new InvalidArgument("at", "goes only with a status");
        }
        Inputs.metadata(patch.metadata());
    }

    /** The step as the patch makes it, with the next version; as it is when nothing changes. */
    static Step patched(Step present, StepPatch patch, Instant now) {
        JsonObject metadata = patch.metadata() == null
                ? present.metadata()
                : Inputs.metadata(present.metadata().merge(patch.metadata()));
        if (patch.status() == null) {
            return metadata.equals(present.metadata()) ? present : next(present, metadata);
        }
        if (!legal(present, patch.status())) {
            throw new IllegalTransition("step", name(present), Wire.name(present.status()), Wire.name(patch.status()));
        }
        Instant at = Inputs.time("at", patch.at(), now);
        return moved(present, patch.status(), patch.exitCode(), patch.error(), at, metadata, false);
    }

    /** How errors name a step: its execution's id and its index. */
    static String name(Step step) {
        return step.executionId() + "/" + step.index();
    }

    private static boolean legal(Step present, StepStatus to) {
        if (present.lost()) {
            return to != StepStatus.PENDING;
        }
        return switch (present.status()) {
            case PENDING -> to == StepStatus.RUNNING || to == StepStatus.SKIPPED || to == StepStatus.FAILED;
            case RUNNING -> to.terminal();
            case COMPLETED, FAILED, SKIPPED -> false;
        };
    }

    static boolean open(Step step) {
        return step.lost() || !step.status().terminal();
    }

    /** How an open step ends when its execution does. */
    static Step closed(Step present, ExecutionStatus execution, @Nullable String reason, Instant at, boolean lost) {
        if (present.startedAt() == null) {
            return moved(present, StepStatus.SKIPPED, null, null, at, present.metadata(), lost);
        }
        return switch (execution) {
            case COMPLETED -> moved(present, StepStatus.COMPLETED, null, null, at, present.metadata(), lost);
            case FAILED -> failed(present, reason == null ? "the execution failed" : reason, at, lost);
            case CANCELLED -> failed(present, reason == null ? "the execution was cancelled" : reason, at, lost);
            case PENDING, RUNNING -> throw new IllegalStateException("the execution has not ended");
        };
    }

    private static Step failed(Step present, String error, Instant at, boolean lost) {
        return moved(present, StepStatus.FAILED, null, error, at, present.metadata(), lost);
    }

    private static Step moved(
            Step s,
            StepStatus to,
            @Nullable Integer exitCode,
            @Nullable String error,
            Instant at,
            JsonObject metadata,
            boolean lost) {
        Instant started = s.startedAt() == null && to == StepStatus.RUNNING ? at : s.startedAt();
        Instant completed = null;
        if (to.terminal()) {
            completed = started != null && at.isBefore(started) ? started : at;
        }
        return new Step(
                s.executionId(),
                s.index(),
                s.name(),
                s.description(),
                to,
                exitCode,
                error,
                s.stopOnError(),
                s.estimated(),
                s.createdAt(),
                started,
                completed,
                metadata,
                lost,
                s.version() + 1);
    }

    private static Step next(Step s, JsonObject metadata) {
        return new Step(
                s.executionId(),
                s.index(),
                s.name(),
                s.description(),
                s.status(),
                s.exitCode(),
                s.error(),
                s.stopOnError(),
                s.estimated(),
                s.createdAt(),
                s.startedAt(),
                s.completedAt(),
                metadata,
                s.lost(),
                s.version() + 1);
    }
}
