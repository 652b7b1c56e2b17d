package dev.cairn.logic.execution;

import dev.cairn.error.IllegalTransition;
import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Limits;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Wire;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an execution may become (EXEC-2, EXEC-7). Pure functions. */
final class ExecutionRules {
    private ExecutionRules() {}

    static Execution created(NewExecution input, String id, Instant now) {
        String command = Inputs.textOr("command", input.command(), "", Limits.COMMAND);
        String fallback = command.length() > Limits.NAME ? cut(command) : command;
        String name = Inputs.textOr("name", input.name(), fallback, Limits.NAME);
        if (name.isEmpty()) {
            throw new InvalidArgument("name", "must not be empty; give a name or a command");
        }
        Map<String, String> environment = Secrets.environment(input.environment());
        return new Execution(
                id,
                name,
                command,
                Inputs.textOr("workingDirectory", input.workingDirectory(), "", Limits.PATH),
                ExecutionStatus.PENDING,
                null,
                null,
                Inputs.time("createdAt", input.createdAt(), now),
                null,
                null,
                environment,
                Inputs.optional("user", input.user(), Limits.USER),
                Inputs.tags(input.tags()),
                Inputs.metadata(input.metadata()),
                0,
                0,
                -1,
                false,
                1);
    }

    private static String cut(String command) {
        int end = Character.isHighSurrogate(command.charAt(Limits.NAME - 1)) ? Limits.NAME - 1 : Limits.NAME;
        return command.substring(0, end);
    }

    /** Checks what can be checked without the present state. */
    static void check(ExecutionPatch patch) {
        ExecutionStatus status = patch.status();
        if (patch.exitCode() != null) {
            if (status == null || !status.terminal()) {
                throw new InvalidArgument("exitCode", "goes only with status completed, failed or cancelled");
            }
            if (status == ExecutionStatus.COMPLETED && patch.exitCode() != 0) {
                throw new InvalidArgument("exitCode", "must be 0 with status completed; use failed");
            }
        }
        if (patch.error() != null) {
            Inputs.text("error", patch.error(), Limits.ERROR);
            if (status != ExecutionStatus.FAILED && status != ExecutionStatus.CANCELLED) {
                throw new InvalidArgument("error", "goes only with status failed or cancelled");
            }
        }
        if (patch.at() != null && status == null) {
            throw new InvalidArgument("at", "goes only with a status");
        }
        if (patch.name() != null
                && Inputs.text("name", patch.name(), Limits.NAME).isEmpty()) {
            throw new InvalidArgument("name", "must not be empty");
        }
        Inputs.metadata(patch.metadata());
        Inputs.tags(patch.tags());
    }

    /** The execution as the patch makes it, with the next version; as it is when nothing changes. */
    static Execution patched(Execution present, ExecutionPatch patch, Instant now) {
        Execution next = patch.status() == null ? present : moved(present, patch.status(), patch, now);
        String name = patch.name() == null ? next.name() : patch.name();
        List<String> tags = patch.tags() == null ? next.tags() : Inputs.tags(patch.tags());
        JsonObject metadata = patch.metadata() == null
                ? next.metadata()
                : Inputs.metadata(next.metadata().merge(patch.metadata()));
        Execution described = with(next, name, tags, metadata);
        return described.equals(present) ? present : described.withVersion(present.version() + 1);
    }

    private static Execution moved(Execution present, ExecutionStatus to, ExecutionPatch patch, Instant now) {
        if (!legal(present, to)) {
            throw new IllegalTransition("execution", present.id(), Wire.name(present.status()), Wire.name(to));
        }
        Instant at = Inputs.time("at", patch.at(), now);
        if (to == ExecutionStatus.RUNNING) {
            Instant started = present.startedAt() == null ? at : present.startedAt();
            return state(present, to, null, null, started, null, false);
        }
        return state(
                present, to, patch.exitCode(), patch.error(), present.startedAt(), notBeforeStart(present, at), false);
    }

    /** Recorders' clocks step back; a run never ends before it starts. */
    private static Instant notBeforeStart(Execution present, Instant at) {
        Instant started = present.startedAt();
        return started != null && at.isBefore(started) ? started : at;
    }

    private static boolean legal(Execution present, ExecutionStatus to) {
        return switch (present.status()) {
            case PENDING ->
                to == ExecutionStatus.RUNNING || to == ExecutionStatus.FAILED || to == ExecutionStatus.CANCELLED;
            case RUNNING -> to.terminal();
            case FAILED -> present.lost() && to != ExecutionStatus.PENDING;
            case COMPLETED, CANCELLED -> false;
        };
    }

    /** Open: running or pending, or only lost. */
    static boolean open(Execution execution) {
        return execution.lost() || !execution.status().terminal();
    }

    static Execution lost(Execution present, String reason, Instant now) {
        return state(
                        present,
                        ExecutionStatus.FAILED,
                        null,
                        reason,
                        present.startedAt(),
                        notBeforeStart(present, now),
                        true)
                .withVersion(present.version() + 1);
    }

    private static Execution state(
            Execution e,
            ExecutionStatus status,
            @Nullable Integer exitCode,
            @Nullable String error,
            @Nullable Instant startedAt,
            @Nullable Instant completedAt,
            boolean lost) {
        return new Execution(
                e.id(),
                e.name(),
                e.command(),
                e.workingDirectory(),
                status,
                exitCode,
                error,
                e.createdAt(),
                startedAt,
                completedAt,
                e.environment(),
                e.user(),
                e.tags(),
                e.metadata(),
                e.totalSteps(),
                e.completedSteps(),
                e.currentStep(),
                lost,
                e.version());
    }

    private static Execution with(Execution e, String name, List<String> tags, JsonObject metadata) {
        return new Execution(
                e.id(),
                name,
                e.command(),
                e.workingDirectory(),
                e.status(),
                e.exitCode(),
                e.error(),
                e.createdAt(),
                e.startedAt(),
                e.completedAt(),
                e.environment(),
                e.user(),
                tags,
                metadata,
                e.totalSteps(),
                e.completedSteps(),
                e.currentStep(),
                e.lost(),
                e.version());
    }
}
