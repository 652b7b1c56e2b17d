package dev.cairn.logic.execution;

import dev.cairn.model.LogEntry;
import java.time.Duration;
import java.util.List;

/** One part of a batch (BATCH-1). */
public sealed interface Operation {
    record CreateExecution(NewExecution execution) implements Operation {}

    record ChangeExecution(String executionId, ExecutionPatch patch) implements Operation {}

    record Heartbeat(String executionId, Duration lease) implements Operation {}

    record CreateStep(NewStep step) implements Operation {}

    record ChangeStep(String executionId, int index, StepPatch patch) implements Operation {}

    record AppendLog(String executionId, List<LogEntry> lines) implements Operation {
        public AppendLog {
            lines = List.copyOf(lines);
        }
    }

    record LinkArtifact(NewArtifact artifact) implements Operation {}
}
