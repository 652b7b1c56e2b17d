package dev.cairn.server.run;

import dev.cairn.logic.execution.ExecutionPatch;
import dev.cairn.logic.execution.NewArtifact;
import dev.cairn.logic.execution.NewExecution;
import dev.cairn.logic.execution.NewStep;
import dev.cairn.logic.execution.Operation;
import dev.cairn.logic.execution.StepPatch;
import dev.cairn.model.JsonObject;
import dev.cairn.model.LogEntry;
import dev.cairn.model.Wire;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the {@code operations} of a batch as openapi.yaml has them. */
final class OperationJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator out;

    private OperationJson(JsonGenerator out) {
        this.out = out;
    }

    /** A JSON array in UTF-8. */
    static byte[] write(List<Operation> operations) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(4096);
        try (JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            OperationJson json = new OperationJson(out);
            out.writeStartArray();
            operations.forEach(json::operation);
            out.writeEndArray();
        }
        return bytes.toByteArray();
    }

    private void operation(Operation operation) {
        out.writeStartObject();
        switch (operation) {
            case Operation.CreateExecution create -> execution(create.execution());
            case Operation.ChangeExecution change -> {
                text("op", "execution.change");
                text("id", change.executionId());
                patch(change.patch());
            }
            case Operation.Heartbeat heartbeat -> {
                text("op", "execution.heartbeat");
                text("id", heartbeat.executionId());
                seconds("leaseSeconds", heartbeat.lease());
            }
            case Operation.CreateStep create -> step(create.step());
            case Operation.ChangeStep change -> {
                text("op", "step.change");
                text("execution", change.executionId());
                out.writeNumberProperty("step", change.index());
                patch(change.patch());
            }
            case Operation.AppendLog append -> {
                text("op", "log.append");
                text("execution", append.executionId());
                out.writeArrayPropertyStart("lines");
                append.lines().forEach(this::line);
                out.writeEndArray();
            }
            case Operation.LinkArtifact link -> artifact(link.artifact());
        }
        out.writeEndObject();
    }

    private void execution(NewExecution execution) {
        text("op", "execution.create");
        text("id", execution.id());
        text("name", execution.name());
        text("command", execution.command());
        text("workingDirectory", execution.workingDirectory());
        Map<String, String> environment = execution.environment();
        if (environment != null) {
            out.writeObjectPropertyStart("environment");
            environment.forEach(out::writeStringProperty);
            out.writeEndObject();
        }
        text("user", execution.user());
        texts("tags", execution.tags());
        metadata(execution.metadata());
        time("createdAt", execution.createdAt());
        seconds("leaseSeconds", execution.lease());
    }

    private void patch(ExecutionPatch patch) {
        name("status", patch.status());
        number("exitCode", patch.exitCode());
        text("error", patch.error());
        text("name", patch.name());
        texts("tags", patch.tags());
        metadata(patch.metadata());
        time("at", patch.at());
    }

    private void step(NewStep step) {
        text("op", "step.create");
        text("execution", step.executionId());
        number("index", step.index());
        text("name", step.name());
        text("description", step.description());
        name("status", step.status());
        out.writeBooleanProperty("stopOnError", step.stopOnError());
        seconds("estimatedSeconds", step.estimated());
        metadata(step.metadata());
        time("at", step.at());
    }

    private void patch(StepPatch patch) {
        name("status", patch.status());
        number("exitCode", patch.exitCode());
        text("error", patch.error());
        metadata(patch.metadata());
        time("at", patch.at());
    }

    private void line(LogEntry line) {
        out.writeStartObject();
        time("time", line.time());
        name("level", line.level());
        name("stream", line.stream());
        number("step", line.step());
        text("content", line.content());
        text("raw", line.raw());
        if (line.partial()) {
            out.writeBooleanProperty("partial", true);
        }
        out.writeEndObject();
    }

    private void artifact(NewArtifact artifact) {
        text("op", "artifact.link");
        text("execution", artifact.executionId());
        text("id", artifact.id());
        number("step", artifact.step());
        text("name", artifact.name());
        text("description", artifact.description());
        text("fileName", artifact.fileName());
        text("mimeType", artifact.mimeType());
        name("type", artifact.type());
        out.writeObjectPropertyStart("content");
        text("sha256", artifact.content().sha256());
        out.writeNumberProperty("size", artifact.content().size());
        out.writeEndObject();
        number("retentionDays", artifact.retentionDays());
        texts("tags", artifact.tags());
        metadata(artifact.metadata());
        if (artifact.isPublic() != null) {
            out.writeBooleanProperty("public", artifact.isPublic());
        }
        time("at", artifact.at());
    }

    private void text(String name, @Nullable String value) {
        if (value != null) {
            out.writeStringProperty(name, value);
        }
    }

    private void texts(String name, @Nullable List<String> values) {
        if (values != null) {
            out.writeArrayPropertyStart(name);
            values.forEach(out::writeString);
            out.writeEndArray();
        }
    }

    private void number(String name, @Nullable Integer value) {
        if (value != null) {
            out.writeNumberProperty(name, value.intValue());
        }
    }

    private void name(String name, @Nullable Enum<?> value) {
        if (value != null) {
            out.writeStringProperty(name, Wire.name(value));
        }
    }

    private void time(String name, @Nullable Instant value) {
        if (value != null) {
            out.writeStringProperty(name, value.toString());
        }
    }

    private void seconds(String name, @Nullable Duration value) {
        if (value != null) {
            out.writeNumberProperty(name, BigDecimal.valueOf(value.toNanos(), 9).stripTrailingZeros());
        }
    }

    private void metadata(@Nullable JsonObject value) {
        if (value != null) {
            out.writeName("metadata");
            out.writeRawValue(value.text());
        }
    }
}
