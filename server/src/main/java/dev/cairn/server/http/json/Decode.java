package dev.cairn.server.http.json;

import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.Limits;
import dev.cairn.logic.execution.ExecutionPatch;
import dev.cairn.logic.execution.NewArtifact;
import dev.cairn.logic.execution.NewExecution;
import dev.cairn.logic.execution.NewStep;
import dev.cairn.logic.execution.Retention;
import dev.cairn.logic.execution.StepPatch;
import dev.cairn.model.ArtifactType;
import dev.cairn.model.BlobRef;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogLevel;
import dev.cairn.model.LogStream;
import dev.cairn.model.StepStatus;
import dev.cairn.model.WorkspaceId;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What clients send, as the values that the rules take. Unknown members and wrong types are refused by path. */
public final class Decode {
    private static final BigDecimal LEASE_MAX = BigDecimal.valueOf(Limits.LEASE_SECONDS);
    private static final BigDecimal DAYS_MAX = BigDecimal.valueOf(Limits.RETENTION_DAYS * 86_400L);

    private Decode() {}

    /** Reads one object of an array or of NDJSON. */
    @FunctionalInterface
    public interface Item<T> {
        /** @param path how to name the object in errors; empty: it is the body itself */
        T decode(String path, JsonNode node);
    }

    public static WorkspaceId newWorkspace(JsonNode body) {
        Fields in = new Fields("", body);
        String id = in.required("id", in.text("id"));
        in.end();
        return new WorkspaceId(id);
    }

    public static NewExecution newExecution(String path, JsonNode node) {
        Fields in = new Fields(path, node);
        NewExecution execution = newExecution(in);
        in.end();
        return execution;
    }

    static NewExecution newExecution(Fields in) {
        return new NewExecution(
                in.text("id"),
                in.text("name"),
                in.text("command"),
                in.text("workingDirectory"),
                in.textMap("environment"),
                in.text("user"),
                in.texts("tags"),
                in.object("metadata"),
                in.time("createdAt"),
                in.seconds("leaseSeconds", BigDecimal.ONE, LEASE_MAX));
    }

    public static ExecutionPatch executionPatch(JsonNode body) {
        Fields in = new Fields("", body);
        ExecutionPatch patch = executionPatch(in);
        in.end();
        return patch;
    }

    static ExecutionPatch executionPatch(Fields in) {
        return new ExecutionPatch(
                in.choice("status", ExecutionStatus.class),
                in.integer("exitCode"),
                in.text("error"),
                in.text("name"),
                in.texts("tags"),
                in.object("metadata"),
                in.time("at"));
    }

    public static Duration lease(JsonNode body) {
        Fields in = new Fields("", body);
        Duration lease = lease(in, "seconds");
        in.end();
        return lease;
    }

    static Duration lease(Fields in, String member) {
        return in.required(member, in.seconds(member, BigDecimal.ONE, LEASE_MAX));
    }

    public static NewStep newStep(String executionId, JsonNode body) {
        Fields in = new Fields("", body);
        NewStep step = newStep(executionId, in);
        in.end();
        return step;
    }

    static NewStep newStep(String executionId, Fields in) {
        Boolean stopOnError = in.flag("stopOnError");
        return new NewStep(
                executionId,
                in.integer("index"),
                in.required("name", in.text("name")),
                in.text("description"),
                in.choice("status", StepStatus.class),
                stopOnError != null && stopOnError,
                in.seconds("estimatedSeconds", BigDecimal.ZERO, DAYS_MAX),
                in.object("metadata"),
                in.time("at"));
    }

    public static StepPatch stepPatch(JsonNode body) {
        Fields in = new Fields("", body);
        StepPatch patch = stepPatch(in);
        in.end();
        return patch;
    }

    static StepPatch stepPatch(Fields in) {
        return new StepPatch(
                in.choice("status", StepStatus.class),
                in.integer("exitCode"),
                in.text("error"),
                in.object("metadata"),
                in.time("at"));
    }

    /** @param now for a line without a time */
    public static LogEntry logEntry(String path, JsonNode node, Instant now) {
        Fields in = new Fields(path, node);
        Instant time = in.time("time");
        LogLevel level = in.choice("level", LogLevel.class);
        LogStream stream = in.choice("stream", LogStream.class);
        Boolean partial = in.flag("partial");
        LogEntry entry = new LogEntry(
                time == null ? now : time,
                level == null ? LogLevel.INFO : level,
                stream == null ? LogStream.STDOUT : stream,
                in.integer("step"),
                in.required("content", in.text("content")),
                in.text("raw"),
                partial != null && partial);
        in.end();
        return entry;
    }

    public static NewArtifact newArtifact(String executionId, JsonNode body) {
        Fields in = new Fields("", body);
        NewArtifact artifact = newArtifact(executionId, in);
        in.end();
        return artifact;
    }

    static NewArtifact newArtifact(String executionId, Fields in) {
        return new NewArtifact(
                in.text("id"),
                executionId,
                in.integer("step"),
                in.text("name"),
                in.text("description"),
                in.required("fileName", in.text("fileName")),
                in.text("mimeType"),
                in.choice("type", ArtifactType.class),
                content(in.required("content", in.fields("content"))),
                in.integer("retentionDays"),
                in.texts("tags"),
                in.object("metadata"),
                in.flag("public"),
                in.time("at"));
    }

    private static BlobRef content(Fields in) {
        String sha256 = in.required("sha256", in.text("sha256"));
        long size = in.required("size", in.number("size", 0, Long.MAX_VALUE));
        in.end();
        return new BlobRef(sha256, size);
    }

    public static Retention.Policy retention(JsonNode body) {
        Fields in = new Fields("", body);
        Duration olderThan = in.required("olderThanSeconds", in.seconds("olderThanSeconds", BigDecimal.ZERO, DAYS_MAX));
        List<String> names = in.texts("statuses");
        Boolean dryRun = in.flag("dryRun");
        in.end();
        return new Retention.Policy(olderThan, statuses(names), dryRun != null && dryRun);
    }

    private static Set<ExecutionStatus> statuses(@Nullable List<String> names) {
        EnumSet<ExecutionStatus> statuses = EnumSet.noneOf(ExecutionStatus.class);
        if (names == null) {
            EnumSet.allOf(ExecutionStatus.class).stream()
                    .filter(ExecutionStatus::terminal)
                    .forEach(statuses::add);
            return statuses;
        }
        for (String name : names) {
            statuses.add(dev.cairn.model.Wire.parse(ExecutionStatus.class, "statuses", name));
        }
        return statuses;
    }

    /** All items of an array. */
    static <T> List<T> items(String path, @Nullable JsonNode array, Item<T> item) {
        if (array == null || !array.isArray()) {
            throw new InvalidArgument(path, array == null ? "is required" : "must be an array");
        }
        List<T> items = new ArrayList<>(array.size());
        for (JsonNode node : array) {
            items.add(item.decode(path + "[" + items.size() + "]", node));
        }
        return items;
    }
}
