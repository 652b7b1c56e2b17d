package dev.cairn.server.http.json;

import dev.cairn.model.Artifact;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Change;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionStatistics;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogLine;
import dev.cairn.model.Page;
import dev.cairn.model.Step;
import dev.cairn.model.StoredTexts;
import dev.cairn.model.Wire;
import dev.cairn.model.Workspace;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** What clients get. Every member is always there; what is not known is null. */
public final class Encode {
    private Encode() {}

    public static void workspace(JsonGenerator out, Workspace workspace) {
        out.writeStartObject();
        out.writeStringProperty("id", workspace.id().value());
        time(out, "createdAt", workspace.createdAt());
        out.writeBooleanProperty("deleting", workspace.deleting());
        out.writeEndObject();
    }

    public static void execution(JsonGenerator out, Execution execution) {
        out.writeStartObject();
        executionMembers(out, execution);
        out.writeEndObject();
    }

    static void executionMembers(JsonGenerator out, Execution execution) {
        out.writeStringProperty("id", execution.id());
        out.writeStringProperty("name", execution.name());
        out.writeStringProperty("command", execution.command());
        out.writeStringProperty("workingDirectory", execution.workingDirectory());
        out.writeStringProperty("status", Wire.name(execution.status()));
        integer(out, "exitCode", execution.exitCode());
        out.writeStringProperty("error", execution.error());
        time(out, "createdAt", execution.createdAt());
        time(out, "startedAt", execution.startedAt());
        time(out, "completedAt", execution.completedAt());
        seconds(out, "durationSeconds", execution.duration());
        raw(out, "environment", StoredTexts.json(execution.environment()));
        out.writeStringProperty("user", execution.user());
        texts(out, "tags", execution.tags());
        raw(out, "metadata", execution.metadata().text());
        out.writeNumberProperty("totalSteps", execution.totalSteps());
        out.writeNumberProperty("completedSteps", execution.completedSteps());
        out.writeNumberProperty("currentStep", execution.currentStep());
        out.writeNumberProperty("progress", execution.progress());
        out.writeBooleanProperty("lost", execution.lost());
        out.writeNumberProperty("version", execution.version());
    }

    public static void step(JsonGenerator out, Step step) {
        out.writeStartObject();
        out.writeStringProperty("execution", step.executionId());
        out.writeNumberProperty("index", step.index());
        out.writeStringProperty("name", step.name());
        out.writeStringProperty("description", step.description());
        out.writeStringProperty("status", Wire.name(step.status()));
        integer(out, "exitCode", step.exitCode());
        out.writeStringProperty("error", step.error());
        out.writeBooleanProperty("stopOnError", step.stopOnError());
        seconds(out, "estimatedSeconds", step.estimated());
        time(out, "createdAt", step.createdAt());
        time(out, "startedAt", step.startedAt());
        time(out, "completedAt", step.completedAt());
        seconds(out, "durationSeconds", step.duration());
        raw(out, "metadata", step.metadata().text());
        out.writeBooleanProperty("lost", step.lost());
        out.writeNumberProperty("version", step.version());
        out.writeEndObject();
    }

    public static void logLine(JsonGenerator out, LogLine line) {
        LogEntry entry = line.entry();
        out.writeStartObject();
        out.writeNumberProperty("sequence", line.sequence());
        time(out, "time", entry.time());
        out.writeStringProperty("level", Wire.name(entry.level()));
        out.writeStringProperty("stream", Wire.name(entry.stream()));
        integer(out, "step", entry.step());
        out.writeStringProperty("content", entry.content());
        out.writeStringProperty("raw", entry.raw());
        out.writeBooleanProperty("partial", entry.partial());
        out.writeEndObject();
    }

    public static void artifact(JsonGenerator out, Artifact artifact) {
        out.writeStartObject();
        out.writeStringProperty("id", artifact.id());
        out.writeStringProperty("execution", artifact.executionId());
        integer(out, "step", artifact.step());
        out.writeStringProperty("name", artifact.name());
        out.writeStringProperty("description", artifact.description());
        out.writeStringProperty("fileName", artifact.fileName());
        out.writeStringProperty("mimeType", artifact.mimeType());
        out.writeStringProperty("type", Wire.name(artifact.type()));
        out.writeName("content");
        content(out, artifact.content());
        time(out, "createdAt", artifact.createdAt());
        time(out, "expiresAt", artifact.expiresAt());
        texts(out, "tags", artifact.tags());
        raw(out, "metadata", artifact.metadata().text());
        out.writeBooleanProperty("public", artifact.isPublic());
        out.writeEndObject();
    }

    public static void content(JsonGenerator out, BlobRef content) {
        out.writeStartObject();
        out.writeStringProperty("sha256", content.sha256());
        out.writeNumberProperty("size", content.size());
        out.writeEndObject();
    }

    public static void change(JsonGenerator out, Change change) {
        out.writeStartObject();
        out.writeNumberProperty("revision", change.revision());
        out.writeStringProperty("kind", Wire.name(change.kind()));
        out.writeStringProperty(rootMember(change.kind().root()), change.rootId());
        out.writeStringProperty("id", change.id());
        out.writeStringProperty("op", Wire.name(change.op()));
        out.writeNumberProperty("version", change.version());
        out.writeEndObject();
    }

    private static String rootMember(EntityKind root) {
        return switch (root) {
            case SESSION -> "session";
            case STATE -> "owner";
            case MEMORY -> "namespace";
            case TASK -> "task";
            case AUDIT -> "audit";
            default -> "execution";
        };
    }

    public static void statistics(JsonGenerator out, ExecutionStatistics statistics) {
        long finished = statistics.counts().entrySet().stream()
                .filter(entry -> entry.getKey().terminal())
                .mapToLong(java.util.Map.Entry::getValue)
                .sum();
        out.writeStartObject();
        out.writeNumberProperty("total", statistics.total());
        out.writeObjectPropertyStart("counts");
        statistics.counts().forEach((status, count) -> out.writeNumberProperty(Wire.name(status), count));
        out.writeEndObject();
        if (finished == 0) {
            out.writeNullProperty("successRate");
        } else {
            out.writeNumberProperty("successRate", (double) statistics.count(ExecutionStatus.COMPLETED) / finished);
        }
        seconds(out, "p50Seconds", statistics.p50());
        seconds(out, "p95Seconds", statistics.p95());
        out.writeEndObject();
    }

    public static <T> void page(JsonGenerator out, Page<T> page, BiConsumer<JsonGenerator, T> item) {
        out.writeStartObject();
        list(out, "items", page.items(), item);
        out.writeStringProperty("next", page.next());
        Page.Total total = page.total();
        if (total != null) {
            out.writeObjectPropertyStart("total");
            out.writeNumberProperty("value", total.value());
            out.writeBooleanProperty("exact", total.exact());
            out.writeEndObject();
        }
        out.writeEndObject();
    }

    public static <T> void list(JsonGenerator out, String name, List<T> items, BiConsumer<JsonGenerator, T> item) {
        out.writeArrayPropertyStart(name);
        items.forEach(value -> item.accept(out, value));
        out.writeEndArray();
    }

    static void time(JsonGenerator out, String name, @Nullable Instant time) {
        out.writeStringProperty(name, time == null ? null : Values.time(time));
    }

    private static void seconds(JsonGenerator out, String name, @Nullable Duration duration) {
        out.writeName(name);
        if (duration == null) {
            out.writeNull();
        } else {
            out.writeNumber(Values.seconds(duration));
        }
    }

    private static void integer(JsonGenerator out, String name, @Nullable Integer value) {
        if (value == null) {
            out.writeNullProperty(name);
        } else {
            out.writeNumberProperty(name, value);
        }
    }

    private static void texts(JsonGenerator out, String name, List<String> texts) {
        out.writeArrayPropertyStart(name);
        texts.forEach(out::writeString);
        out.writeEndArray();
    }

    /** The text is well-formed JSON already. */
    static void raw(JsonGenerator out, String name, String json) {
        out.writeName(name);
        out.writeRawValue(json);
    }
}
