package dev.cairn.bench.http.floor;

import dev.cairn.bench.engine.Engines;
import dev.cairn.conformance.perf.Floor;
import dev.cairn.conformance.perf.SampleData;
import dev.cairn.model.Execution;
import dev.cairn.model.JsonObject;
import dev.cairn.server.http.json.Encode;
import io.helidon.http.HeaderNames;
import io.helidon.http.Status;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A bare Helidon handler with Jackson that creates executions and reads them by id, and one that answers a constant. The
 * environment names the database as for the server.
 */
public final class FloorServer {
    private static final String EXECUTIONS = "/v1/workspaces/" + SampleData.WORKSPACE.value() + "/executions";
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final byte[] CONSTANT = "{\"status\":\"up\"}".getBytes(StandardCharsets.UTF_8);

    private final Rows rows;

    private FloorServer(Rows rows) {
        this.rows = rows;
    }

    /** Prints a line that ends with the address, then serves until the process is stopped. */
    public static void main(String[] args) throws Exception {
        Floor floor = Engines.floor(System.getenv());
        FloorServer server = new FloorServer(floor == null ? new MapRows() : new LaneRows(floor));
        WebServer http = WebServer.builder()
                .host("127.0.0.1")
                .port(0)
                .maxTcpConnections(4096)
                .addRouting(HttpRouting.builder()
                        .get("/health/live", (request, response) -> answer(response, Status.OK_200, CONSTANT))
                        .post(EXECUTIONS, server::create)
                        .get(EXECUTIONS + "/{id}", server::find))
                .build()
                .start();
        System.out.println("floor ready on http://127.0.0.1:" + http.port());
    }

    /** What the body says of an execution. */
    private record Input(
            @Nullable String id,
            String name,
            String command,
            String workingDirectory,
            Map<String, String> environment,
            String user,
            JsonNode metadata) {
        Execution execution() {
            Execution e = SampleData.execution();
            return new Execution(
                    id == null ? e.id() : id,
                    name,
                    command,
                    workingDirectory,
                    e.status(),
                    null,
                    null,
                    e.createdAt(),
                    null,
                    null,
                    environment,
                    user,
                    e.tags(),
                    JsonObject.parse("metadata", metadata.toString()),
                    0,
                    0,
                    -1,
                    false,
                    1);
        }
    }

    private void create(ServerRequest request, ServerResponse response) throws Exception {
        Execution execution =
                JSON.readValue(request.content().as(byte[].class), Input.class).execution();
        rows.create(execution);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            Encode.execution(out, execution);
        }
        answer(response, Status.CREATED_201, bytes.toByteArray());
    }

    private void find(ServerRequest request, ServerResponse response) throws Exception {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator out = JSON.createGenerator(bytes)) {
            rows.find(request.path().pathParameters().get("id"), out);
        }
        answer(response, Status.OK_200, bytes.toByteArray());
    }

    private static void answer(ServerResponse response, Status status, byte[] body) {
        response.header(HeaderNames.CONTENT_TYPE, "application/json");
        response.status(status).send(body);
    }
}
