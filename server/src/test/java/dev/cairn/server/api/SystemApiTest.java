package dev.cairn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.support.Api;
import dev.cairn.server.support.TestServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.cairn.server.support.Backends#all")
class SystemApiTest {
    private final Api api;
    private final String backend;

    SystemApiTest(String backend) {
        this.backend = backend;
        this.api = TestServer.shared(backend).workspace();
    }

    @Test
    void the_server_says_what_it_is() {
        Api.Response info = api.absolute("GET", "/v1/info", null).is(200);
        assertThat(info.text("backend")).isEqualTo(backend);
        assertThat(info.json().path("chain").toString()).isEqualTo("[\"guard\",\"bounded\",\"observed\",\"retrying\"]");
        api.absolute("GET", "/health/live", null).is(200);
        assertThat(api.absolute("GET", "/health/ready", null).is(200).text("status"))
                .isEqualTo("up");
        assertThat(api.absolute("GET", "/openapi.yaml", null).is(200).text()).startsWith("openapi: 3.1.0");
    }

    @Test
    void metrics_count_by_operation_and_outcome() {
        api.get("/executions/none").is(404);
        assertThat(api.absolute("GET", "/metrics", null).is(200).text())
                .contains("cairn_store_operations_seconds_count{backend=\"" + backend
                        + "\",operation=\"executions.get\",outcome=\"NotFound\"}");
    }

    @Test
    void workspaces_are_apart_and_go_whole() {
        api.post("/executions", "{\"id\":\"x\",\"name\":\"x\"}").is(201);
        Api other = TestServer.shared(backend).workspace();
        other.get("/executions/x").is(404);
        other.absolute("POST", "/v1/workspaces", "{\"id\":\"" + api.workspace() + "\"}")
                .is(409);
        assertThat(other.absolute("GET", "/v1/workspaces?limit=1000", null)
                        .is(200)
                        .text())
                .contains("\"" + api.workspace() + "\"");
        api.send("DELETE", "", null).is(204);
        api.get("/executions/x").is(404);
        api.send("GET", "", null).is(404);
        api.absolute("POST", "/v1/workspaces", "{\"id\":\"" + api.workspace() + "\"}")
                .is(201);
        api.get("/executions/x").is(404);
    }

    @Test
    void the_feed_waits_for_a_change() throws Exception {
        String position = api.get("/snapshot").is(200).text("position");
        assertThat(api.get("/changes?wait=0.05&after=" + position)
                        .is(200)
                        .json()
                        .path("changes")
                        .size())
                .isZero();
        Thread writer = Thread.ofVirtual().start(() -> api.post("/executions", "{\"id\":\"w\",\"name\":\"w\"}"));
        Api.Response changes = api.get("/changes?wait=20&after=" + position).is(200);
        writer.join();
        assertThat(changes.json().path("changes").get(0).path("id").asString()).isEqualTo("w");
        Api.Response snapshot = api.get("/snapshot?execution=w").is(200);
        assertThat(snapshot.json().path("execution").path("name").asString()).isEqualTo("w");
        assertThat(api.get("/changes?kinds=log").json().path("changes").size()).isZero();
    }
}
