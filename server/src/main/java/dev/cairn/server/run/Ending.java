package dev.cairn.server.run;

import dev.cairn.model.ExecutionStatus;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param exitCode of the command; 128 and the number for a signal
 * @param reason what a reader should know beyond the exit code; null when there is nothing
 */
record Ending(Kind kind, int exitCode, @Nullable String reason) {
    enum Kind {
        /** The command ended by itself. */
        EXITED,
        NOT_STARTED,
        /** A step with stop_on_error failed. */
        STOPPED,
        TIMED_OUT,
        INTERRUPTED,
        /** The recorder ended without a word; what it left behind was delivered later. */
        RECORDER_DIED
    }

    ExecutionStatus status() {
        return switch (kind) {
            case EXITED -> exitCode == 0 ? ExecutionStatus.COMPLETED : ExecutionStatus.FAILED;
            case NOT_STARTED, STOPPED, RECORDER_DIED -> ExecutionStatus.FAILED;
            case TIMED_OUT, INTERRUPTED -> ExecutionStatus.CANCELLED;
        };
    }
}
