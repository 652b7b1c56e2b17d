package dev.cairn.server.run;

import dev.cairn.logic.Limits;
import dev.cairn.logic.execution.ExecutionPatch;
import dev.cairn.logic.execution.NewArtifact;
import dev.cairn.logic.execution.NewStep;
import dev.cairn.logic.execution.Operation;
import dev.cairn.logic.execution.StepPatch;
import dev.cairn.model.JsonObject;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogLevel;
import dev.cairn.model.LogStream;
import dev.cairn.model.StepStatus;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Turns captured output into operations: lines into log entries, markers into steps, artifacts and metadata. The same
 * output gives the same operations, wherever it is cut. Not thread-safe.
 */
final class Interpreter {
    /** Leaves room for what metadata the server adds to the text. */
    private static final int METADATA = Limits.METADATA - 4_096;

    private final String executionId;
    private final ArtifactFiles files;
    private final @Nullable Integer retentionDays;
    private final Consumer<String> onStop;
    private final Batches batches = new Batches();
    private final LineSplitter out =
            new LineSplitter((line, partial, continued) -> line(LogStream.STDOUT, line, partial, continued));
    private final LineSplitter err =
            new LineSplitter((line, partial, continued) -> line(LogStream.STDERR, line, partial, continued));

    private Instant now = Instant.EPOCH;
    private int nextStep;
    private Checkpoint.@Nullable OpenStep step;
    private int metadata;
    private boolean ended;

    /** @param onStop told why when a step with stop_on_error fails: the command must end */
    Interpreter(String executionId, ArtifactFiles files, @Nullable Integer retentionDays, Consumer<String> onStop) {
        this.executionId = executionId;
        this.files = files;
        this.retentionDays = retentionDays;
        this.onStop = onStop;
    }

    void restore(Checkpoint from) {
        nextStep = from.nextStep();
        step = from.step();
        metadata = from.metadata();
        ended = from.ended();
        out.restore(from.out().bytes(), from.out().continued());
        err.restore(from.err().bytes(), from.err().continued());
    }

    Checkpoint checkpoint(long place) {
        return new Checkpoint(
                place, nextStep, step, metadata, Checkpoint.Pending.of(out), Checkpoint.Pending.of(err), ended);
    }

    /** What has been made since it was taken last. */
    Batches batches() {
        return batches;
    }

    boolean ended() {
        return ended;
    }

    /** An operation that comes from outside the output: the creation of the execution. */
    void add(Operation operation) {
        batches.add(operation);
    }

    void accept(Captured captured) {
        now = captured.time();
        switch (captured) {
            case Captured.Output output -> {
                byte[] bytes = output.bytes().array();
                int from = output.bytes().arrayOffset() + output.bytes().position();
                int to = from + output.bytes().remaining();
                switch (output.stream()) {
                    case STDOUT -> out.accept(bytes, from, to);
                    case STDERR -> err.accept(bytes, from, to);
                    case SYSTEM -> system(new String(bytes, from, to - from, StandardCharsets.UTF_8));
                }
            }
            case Captured.End end -> end(end.ending());
        }
    }

    private void line(LogStream stream, byte[] bytes, boolean partial, boolean continued) {
        LineText text = LineText.of(bytes);
        boolean whole = !continued && !(partial && bytes.length >= LineSplitter.MAX_LINE - 4);
        Marker marker = stream == LogStream.STDOUT && whole ? Markers.parse(text.content()) : null;
        // a step's first line is the marker that opens it, its last the one that closes it
        if (marker instanceof Marker.StepStart start) {
            open(start);
        }
        LogLevel level = continued ? LogLevel.INFO : text.level();
        batches.log(executionId, new LogEntry(now, level, stream, index(), text.content(), text.raw(), partial));
        switch (marker) {
            case null -> {}
            case Marker.StepStart start -> {}
            case Marker.StepComplete complete -> complete(complete.name());
            case Marker.StepError error -> fail(error.text());
            case Marker.Artifact artifact -> artifact(artifact);
            case Marker.Meta meta -> meta(meta);
        }
    }

    private @Nullable Integer index() {
        return step == null ? null : step.index();
    }

    private void open(Marker.StepStart start) {
        close(StepStatus.COMPLETED, null, null);
        if (nextStep >= Limits.STEPS) {
            system("STEP_START ignored: an execution has at most " + Limits.STEPS + " steps");
            return;
        }
        String name = cut(start.name(), Limits.NAME);
        JsonObject given = start.metadata();
        if (given.text().length() > METADATA) {
            system("the attributes of step \"" + name + "\" are too long and were left out");
            given = JsonObject.EMPTY;
        }
        batches.add(new Operation.CreateStep(new NewStep(
                executionId,
                nextStep,
                name,
                null,
                StepStatus.RUNNING,
                start.stopOnError(),
                start.estimated(),
                given,
                now)));
        step = new Checkpoint.OpenStep(
                nextStep, name, start.stopOnError(), given.text().length());
        nextStep++;
    }

    private void close(StepStatus status, @Nullable Integer exitCode, @Nullable String error) {
        Checkpoint.OpenStep open = step;
        if (open != null) {
            batches.add(new Operation.ChangeStep(
                    executionId, open.index(), new StepPatch(status, exitCode, error, null, now)));
            step = null;
        }
    }

    private void complete(String name) {
        Checkpoint.OpenStep open = step;
        if (open == null) {
            system("STEP_COMPLETE ignored: no step is open");
        } else if (!open.name().equals(cut(name, Limits.NAME))) {
            system("STEP_COMPLETE ignored: the open step is \"" + open.name() + "\"");
        } else {
            close(StepStatus.COMPLETED, null, null);
        }
    }

    private void fail(String text) {
        Checkpoint.OpenStep open = step;
        if (open == null) {
            system("STEP_ERROR ignored: no step is open");
            return;
        }
        close(StepStatus.FAILED, null, text);
        if (open.stopOnError()) {
            onStop.accept("step \"" + open.name() + "\" failed: " + text);
        }
    }

    private void meta(Marker.Meta meta) {
        JsonObject one = JsonObject.of(Map.of(meta.key(), meta.value()));
        int length = one.text().length();
        Checkpoint.OpenStep open = step;
        if ((open == null ? metadata : open.metadata()) + length > METADATA) {
            system("META:" + cut(meta.key(), 100) + " left out: metadata is limited to " + METADATA + " characters");
        } else if (open == null) {
            metadata += length;
            batches.add(new Operation.ChangeExecution(executionId, ExecutionPatch.metadata(one)));
        } else {
            step = new Checkpoint.OpenStep(open.index(), open.name(), open.stopOnError(), open.metadata() + length);
            batches.add(
                    new Operation.ChangeStep(executionId, open.index(), new StepPatch(null, null, null, one, null)));
        }
    }

    private void artifact(Marker.Artifact artifact) {
        String path = artifact.path();
        if (path.length() > Limits.PATH) {
            system("ARTIFACT not kept: the path is too long");
            return;
        }
        String name = java.util.UUID.randomUUID().toString();
        try {
            ArtifactFiles.Copy copy = files.copy(path, name);
            NewArtifact linked = new NewArtifact(
                    name,
                    executionId,
                    index(),
                    null,
                    cut(artifact.description(), Limits.DESCRIPTION),
                    path,
                    null,
                    null,
                    copy.content(),
                    retentionDays,
                    null,
                    null,
                    null,
                    now);
            batches.artifact(new Operation.LinkArtifact(linked), name);
        } catch (ArtifactFiles.NotKept e) {
            system("ARTIFACT " + path + " not kept: it " + e.getMessage());
        }
    }

    private void end(Ending ending) {
        out.end();
        err.end();
        if (ending.kind() == Ending.Kind.EXITED) {
            boolean good = ending.exitCode() == 0;
            String error = good ? null : "the command ended with exit code " + ending.exitCode();
            close(good ? StepStatus.COMPLETED : StepStatus.FAILED, ending.exitCode(), error);
        } else {
            close(StepStatus.FAILED, null, ending.reason());
        }
        boolean known = ending.kind() != Ending.Kind.RECORDER_DIED;
        String reason = ending.reason();
        batches.add(new Operation.ChangeExecution(
                executionId,
                new ExecutionPatch(
                        ending.status(),
                        known ? ending.exitCode() : null,
                        reason == null ? null : cut(reason, Limits.ERROR),
                        null,
                        null,
                        null,
                        now)));
        ended = true;
    }

    private void system(String text) {
        batches.log(
                executionId,
                new LogEntry(now, LogLevel.WARNING, LogStream.SYSTEM, index(), cut(text, 10_000), null, false));
    }

    private static String cut(String text, int length) {
        if (text.length() <= length) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
