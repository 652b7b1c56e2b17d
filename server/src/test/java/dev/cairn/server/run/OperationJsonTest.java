package dev.cairn.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.logic.execution.Delivery;
import dev.cairn.logic.execution.ExecutionPatch;
import dev.cairn.logic.execution.NewArtifact;
import dev.cairn.logic.execution.NewExecution;
import dev.cairn.logic.execution.NewStep;
import dev.cairn.logic.execution.Operation;
import dev.cairn.logic.execution.StepPatch;
import dev.cairn.model.ArtifactType;
import dev.cairn.model.BlobRef;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.JsonObject;
import dev.cairn.model.LogEntry;
import dev.cairn.model.LogLevel;
import dev.cairn.model.LogStream;
import dev.cairn.model.StepStatus;
import dev.cairn.server.http.json.DecodeBatch;
import dev.cairn.server.http.json.JsonIo;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OperationJsonTest {
    private static final Instant TIME = Instant.parse("2026-01-31T12:00:00.123456Z");
    private static final JsonObject META = JsonObject.parse("m", "{\"a\":1.10,\"b\":[true,null,\"x\"]}");

    @Test
    void theServerReadsWhatTheRecorderWrites() {
        List<Operation> operations = List.of(
                new Operation.CreateExecution(new NewExecution(
                        "e",
                        "n \"q\"",
                        "cmd",
                        "/w",
                        Map.of("PATH", "/bin"),
                        "u",
                        List.of("t"),
                        META,
                        TIME,
                        Duration.ofSeconds(60))),
                new Operation.CreateExecution(NewExecution.named("only a name")),
                new Operation.ChangeExecution(
                        "e", new ExecutionPatch(ExecutionStatus.FAILED, 3, "why\n", "n", List.of("t"), META, TIME)),
                new Operation.Heartbeat("e", Duration.ofMillis(1500)),
                new Operation.CreateStep(
                        new NewStep("e", 0, "s", "d", StepStatus.RUNNING, true, Duration.ofMillis(2500), META, TIME)),
                new Operation.ChangeStep("e", 0, new StepPatch(StepStatus.FAILED, 2, "bad", META, TIME)),
                new Operation.AppendLog(
                        "e",
                        List.of(
                                new LogEntry(
                                        TIME, LogLevel.INFO, LogStream.STDOUT, 0, "é\u0001\uFFFD 🪨", "AP8=", true),
                                new LogEntry(TIME, LogLevel.WARNING, LogStream.SYSTEM, null, "", null, false))),
                new Operation.LinkArtifact(new NewArtifact(
                        "a",
                        "e",
                        0,
                        "n",
                        "d",
                        "f.txt",
                        "text/plain",
                        ArtifactType.LOG,
                        new BlobRef("0".repeat(64), 12),
                        3,
                        List.of("t"),
                        META,
                        false,
                        TIME)));
        String body = "{\"producer\":\"p\",\"sequence\":7,\"operations\":"
                + new String(OperationJson.write(operations), StandardCharsets.UTF_8) + "}";
        DecodeBatch read = DecodeBatch.of(JsonIo.read("body", body.getBytes(StandardCharsets.UTF_8)), Instant.EPOCH);
        assertThat(read.operations()).isEqualTo(operations);
        assertThat(read.delivery()).isEqualTo(new Delivery("p", 7));
    }
}
