package dev.cairn.server.http.route;

import dev.cairn.Cairn;
import dev.cairn.logic.execution.Export;
import dev.cairn.model.Artifact;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.LogLine;
import dev.cairn.model.Step;
import dev.cairn.server.http.Call;
import dev.cairn.server.http.Filters;
import dev.cairn.server.http.Routes;
import dev.cairn.server.http.json.Encode;
import dev.cairn.server.http.json.JsonIo;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;

/** Everything about executions as NDJSON: {@code {"type":"step","step":{...}}} per line, parents first. */
public final class ExportRoutes implements Routes.Group {
    private static final int BUFFER = 32 * 1024;

    private final Cairn cairn;

    @Inject
    public ExportRoutes(Cairn cairn) {
        this.cairn = cairn;
    }

    @Override
    public void register(Routes routes) {
        routes.on("exportExecution", call -> {
            String id = call.id("execution");
            Export export = call.workspace(cairn).export();
            // asked first: once the stream has begun, nothing can be said any more
            call.workspace(cairn).executions().get(id);
            try (OutputStream out = body(call)) {
                export.execution(id, new Lines(out));
            }
        });
        routes.on("exportExecutions", call -> {
            ExecutionFilter filter = Filters.executions(call.query());
            cairn.workspaces().get(call.workspace(cairn).id());
            try (OutputStream out = body(call)) {
                call.workspace(cairn).export().executions(filter, new Lines(out));
            }
        });
    }

    private static OutputStream body(Call call) {
        return new BufferedOutputStream(call.stream(200, "application/x-ndjson"), BUFFER);
    }

    private record Lines(OutputStream out) implements Export.Target<IOException> {
        @Override
        public void execution(Execution execution) throws IOException {
            line("execution", json -> Encode.execution(json, execution));
        }

        @Override
        public void step(Step step) throws IOException {
            line("step", json -> Encode.step(json, step));
        }

        @Override
        public void log(String executionId, LogLine line) throws IOException {
            line("log", json -> {
                json.writeStartObject();
                json.writeStringProperty("execution", executionId);
                json.writeName("line");
                Encode.logLine(json, line);
                json.writeEndObject();
            });
        }

        @Override
        public void artifact(Artifact artifact) throws IOException {
            line("artifact", json -> Encode.artifact(json, artifact));
        }

        private void line(String type, Consumer<JsonGenerator> value) throws IOException {
            out.write(JsonIo.bytes(json -> {
                json.writeStartObject();
                json.writeStringProperty("type", type);
                json.writeName(type);
                value.accept(json);
                json.writeEndObject();
            }));
            out.write('\n');
        }
    }
}
