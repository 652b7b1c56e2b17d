package dev.cairn.conformance.harness;

import dev.cairn.model.Artifact;
import dev.cairn.model.ArtifactType;
import dev.cairn.model.BlobRef;
import dev.cairn.model.EventType;
import dev.cairn.model.Execution;
import dev.cairn.model.JsonObject;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogLevel;
import dev.cairn.model.LogStream;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Namespace;
import dev.cairn.model.Session;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.SessionStatus;
import dev.cairn.model.Step;
import dev.cairn.model.StepStatus;
import dev.cairn.model.Task;
import dev.cairn.model.TaskSpec;
import dev.cairn.model.TaskState;
import dev.cairn.model.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Values for tests: plain ones, and copies of given ones with one thing changed. */
public final class Samples {
    private Samples() {}

    public static ExecutionSample sample(String id, Instant createdAt) {
        return new ExecutionSample(id, createdAt);
    }

    public static Execution execution(String id, Instant createdAt) {
        return sample(id, createdAt).build();
    }

    /** The next version of {@code old}, under another name. */
    public static Execution renamed(Execution old, String name) {
        return new Execution(
                old.id(),
                name,
                old.command(),
                old.workingDirectory(),
                old.status(),
                old.exitCode(),
                old.error(),
                old.createdAt(),
                old.startedAt(),
                old.completedAt(),
                old.environment(),
                old.user(),
                old.tags(),
                old.metadata(),
                old.totalSteps(),
                old.completedSteps(),
                old.currentStep(),
                old.lost(),
                old.version() + 1);
    }

    public static Step step(String executionId, int index, Instant createdAt) {
        return new Step(
                executionId,
                index,
                "step " + index,
                "",
                StepStatus.PENDING,
                null,
                null,
                false,
                null,
                createdAt,
                null,
                null,
                JsonObject.EMPTY,
                false,
                1);
    }

    /** The next version of {@code old}, under another name. */
    public static Step renamed(Step old, String name) {
        return new Step(
                old.executionId(),
                old.index(),
                name,
                old.description(),
                old.status(),
                old.exitCode(),
                old.error(),
                old.stopOnError(),
                old.estimated(),
                old.createdAt(),
                old.startedAt(),
                old.completedAt(),
                old.metadata(),
                old.lost(),
                old.version() + 1);
    }

    public static LogEntry line(Instant time, String content) {
        return new LogEntry(time, LogLevel.INFO, LogStream.STDOUT, null, content, null, false);
    }

    /** {@code line 1}, {@code line 2} and so on. */
    public static List<LogEntry> lines(Instant time, int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(i -> line(time, "line " + i))
                .toList();
    }

    public static Artifact artifact(String id, String executionId, BlobRef content, Instant createdAt) {
        return artifact(id, executionId, content, createdAt, null);
    }

    public static Artifact artifact(
            String id, String executionId, BlobRef content, Instant createdAt, @Nullable Instant expiresAt) {
        return new Artifact(
                id,
                executionId,
                null,
                "report",
                "",
                "report.txt",
                "text/plain",
                ArtifactType.REPORT,
                content,
                createdAt,
                expiresAt,
                List.of(),
                JsonObject.EMPTY,
                true);
    }

    public static Session session(String id, Instant createdAt) {
        return session(id, "chat", "ada", null, SessionStatus.CREATED, createdAt);
    }

    public static Session session(
            String id, String app, String user, @Nullable String project, SessionStatus status, Instant createdAt) {
        return new Session(id, app, user, project, status, JsonObject.EMPTY, createdAt, createdAt, null, null, 1);
    }

    public static SessionEvent event(long sequence, String id, Instant time) {
        return new SessionEvent(
                sequence,
                id,
                EventType.MESSAGE,
                "user",
                time,
                JsonObject.parse("content", "{\"message\":\"Message " + sequence + "\"}"),
                JsonObject.EMPTY,
                false);
    }

    public static MemoryKey memoryKey(String namespace, String key) {
        return new MemoryKey(Namespace.of(namespace), key);
    }

    /** @param value JSON; null for a deletion */
    public static Memory memory(MemoryKey id, long version, @Nullable String value, Instant time) {
        return new Memory(id, version, MemoryType.SEMANTIC, value, JsonObject.EMPTY, time, time, null, null);
    }

    /** Events {@code first} to {@code last}, with ids of their sequences. */
    public static List<SessionEvent> events(long first, long last, Instant time) {
        return LongStream.rangeClosed(first, last)
                .mapToObj(i -> event(i, "ev" + i, time))
                .toList();
    }

    /** Ready, of that priority. */
    public static Task task(String id, int priority, Instant createdAt) {
        TaskSpec spec = new TaskSpec(
                "build",
                "human",
                null,
                "session-" + id,
                null,
                priority,
                JsonObject.parse("input", "{\"n\":1}"),
                3,
                Duration.ofSeconds(10),
                null,
                null,
                createdAt);
        return new Task(id, spec, state(TaskStatus.READY, createdAt), 1);
    }

    /** The same as a part of that one. */
    public static Task child(String id, String parent, Instant createdAt) {
        TaskSpec spec = new TaskSpec(
                "part",
                "",
                null,
                null,
                parent,
                5,
                JsonObject.EMPTY,
                1,
                Duration.ZERO,
                null,
                createdAt.plusSeconds(3600),
                createdAt);
        return new Task(id, spec, state(TaskStatus.READY, createdAt), 1);
    }

    /** As a task of that status looks when it got there at this time. */
    public static TaskState state(TaskStatus status, Instant at) {
        boolean over = status.terminal();
        boolean running = status == TaskStatus.RUNNING;
        return new TaskState(
                status,
                running || over ? 1 : 0,
                status == TaskStatus.BLOCKED ? 1 : 0,
                status == TaskStatus.PENDING ? at : null,
                status == TaskStatus.PENDING || status == TaskStatus.BLOCKED ? null : at,
                running || over ? at : null,
                over ? at : null,
                at,
                running || over ? 1 : 0,
                running || over ? "worker" : null,
                running ? at.plusSeconds(60) : null,
                status == TaskStatus.COMPLETED ? JsonObject.parse("result", "{\"ok\":true}") : null,
                status == TaskStatus.FAILED ? "it broke \u2014 \"badly\"\n\ud83d\ude00" : null,
                false);
    }
}
