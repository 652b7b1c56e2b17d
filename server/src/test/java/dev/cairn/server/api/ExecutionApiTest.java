package dev.cairn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.support.Api;
import dev.cairn.server.support.TestServer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.cairn.server.support.Backends#all")
class ExecutionApiTest {
    private final Api api;

    ExecutionApiTest(String backend) {
        api = TestServer.shared(backend).workspace();
    }

    @Test
    void a_created_execution_has_a_location_an_etag_and_a_revision() {
        Api.Response created = api.post("/executions", """
                        {"id":"run-1","command":"make all","environment":{"API_TOKEN":"abc","LANG":"C"},
                         "user":"ada","tags":["b","a"],"metadata":{"n":1.50}}""").is(201);
        assertThat(created.header("Location")).endsWith("/executions/run-1");
        assertThat(created.header("ETag")).isEqualTo("\"1\"");
        assertThat(created.header("Cairn-Revision")).isNotNull();
        assertThat(created.text("name")).isEqualTo("make all");
        assertThat(created.text("status")).isEqualTo("pending");
        assertThat(created.json().path("environment").path("API_TOKEN").asString())
                .doesNotContain("abc");
        assertThat(created.json().path("tags").toString()).isEqualTo("[\"a\",\"b\"]");
        assertThat(created.text()).contains("\"metadata\":{\"n\":1.50}");
        assertThat(api.get("/executions/run-1").is(200).text()).isEqualTo(created.text());
    }

    @Test
    void an_id_is_taken_once() {
        api.post("/executions", "{\"id\":\"x\",\"name\":\"x\"}").is(201);
        api.post("/executions", "{\"id\":\"x\",\"name\":\"x\"}").is(409);
    }

    @Test
    void an_array_is_created_whole_or_not_at_all() {
        api.post("/executions", "[{\"id\":\"a\",\"name\":\"a\"},{\"id\":\"a\",\"name\":\"twice\"}]")
                .is(409);
        api.get("/executions/a").is(404);
        Api.Response created = api.post("/executions", "[{\"id\":\"a\",\"name\":\"a\"},{\"id\":\"b\",\"name\":\"b\"}]")
                .is(201);
        assertThat(created.json().path("items").size()).isEqualTo(2);
    }

    @Test
    void ndjson_creates_many() {
        api.send(
                        "POST",
                        "/executions",
                        "{\"id\":\"n1\",\"name\":\"1\"}\n\n{\"id\":\"n2\",\"name\":\"2\"}\n",
                        "Content-Type",
                        "application/x-ndjson")
                .is(201);
        api.get("/executions/n2").is(200);
    }

    @Test
    void a_change_names_the_version_it_expects() {
        api.post("/executions", "{\"id\":\"v\",\"name\":\"v\"}").is(201);
        Api.Response running = api.send("PATCH", "/executions/v", "{\"status\":\"running\"}", "If-Match", "\"1\"")
                .is(200);
        assertThat(running.header("ETag")).isEqualTo("\"2\"");
        Api.Response stale = api.send("PATCH", "/executions/v", "{\"name\":\"other\"}", "If-Match", "\"1\"")
                .is(412);
        assertThat(stale.json().path("expected").asInt()).isEqualTo(1);
        assertThat(stale.json().path("actual").asInt()).isEqualTo(2);
        assertThat(api.get("/executions/v").text("name")).isEqualTo("v");
        api.get("/executions/v", "If-None-Match", "\"2\"").is(304);
    }

    @Test
    void an_illegal_transition_says_from_where_to_where() {
        api.post("/executions", "{\"id\":\"t\",\"name\":\"t\"}").is(201);
        Api.Response refused =
                api.send("PATCH", "/executions/t", "{\"status\":\"completed\"}").is(409);
        assertThat(refused.text("from")).isEqualTo("pending");
        assertThat(refused.text("to")).isEqualTo("completed");
    }

    @Test
    void pages_show_everything_once_newest_first() {
        for (int i = 0; i < 7; i++) {
            api.post("/executions", "{\"id\":\"p" + i + "\",\"name\":\"p\",\"user\":\"u" + i % 2 + "\"}")
                    .is(201);
        }
        List<String> seen = new ArrayList<>();
        String cursor = "";
        do {
            Api.Response page =
                    api.get("/executions?limit=3&total=exact" + cursor).is(200);
            assertThat(page.json().path("total").path("value").asInt()).isEqualTo(7);
            page.json().path("items").forEach(item -> seen.add(item.path("id").asString()));
            cursor = page.json().path("next").isNull() ? "" : "&cursor=" + page.text("next");
        } while (!cursor.isEmpty());
        assertThat(seen).hasSize(7).doesNotHaveDuplicates().startsWith("p6").endsWith("p0");
        assertThat(api.get("/executions?user=u1").json().path("items").size()).isEqualTo(3);
    }

    @Test
    void statistics_retention_and_deletion() {
        api.post("/executions", "{\"id\":\"s\",\"name\":\"s\"}").is(201);
        api.send("PATCH", "/executions/s", "{\"status\":\"running\"}").is(200);
        api.send("PATCH", "/executions/s", "{\"status\":\"completed\",\"exitCode\":0}")
                .is(200);
        Api.Response figures = api.get("/execution-statistics").is(200);
        assertThat(figures.json().path("counts").path("completed").asInt()).isEqualTo(1);
        assertThat(figures.json().path("successRate").asDouble()).isEqualTo(1.0);
        Api.Response dry = api.post("/retention", "{\"olderThanSeconds\":0,\"dryRun\":true}")
                .is(200);
        assertThat(dry.json().path("executions").asInt()).isEqualTo(1);
        api.get("/executions/s").is(200);
        api.post("/retention", "{\"olderThanSeconds\":0}").is(200);
        api.get("/executions/s").is(404);
    }

    @Test
    void a_lease_is_renewed_and_a_batch_is_one_revision() {
        Api.Response batch = api.post("/batch", """
                        {"producer":"p1","sequence":1,"operations":[
                          {"op":"execution.create","id":"b","name":"b","leaseSeconds":60},
                          {"op":"execution.change","id":"b","status":"running"},
                          {"op":"step.create","execution":"b","name":"one","status":"running"},
                          {"op":"log.append","execution":"b","lines":[{"content":"hi","step":0}]},
                          {"op":"step.change","execution":"b","step":0,"status":"completed"},
                          {"op":"execution.heartbeat","id":"b","leaseSeconds":5}]}""").is(200);
        assertThat(batch.json().path("outcomes").size()).isEqualTo(6);
        Api.Response again = api.post(
                        "/batch",
                        "{\"producer\":\"p1\",\"sequence\":1,\"operations\":[{\"op\":\"execution.create\",\"id\":\"zz\",\"name\":\"zz\"}]}")
                .is(200);
        assertThat(again.json().path("duplicate").asBoolean()).isTrue();
        api.get("/executions/zz").is(404);
        api.send("PUT", "/executions/b/lease", "{\"seconds\":30}").is(204);
        api.post(
                        "/batch",
                        "{\"producer\":\"p1\",\"sequence\":3,\"operations\":[{\"op\":\"execution.create\",\"name\":\"zz\"}]}")
                .is(412)
                .blames("sequence");
        assertThat(api.get("/executions/b/steps").json().path("items").size()).isEqualTo(1);
        assertThat(api.get("/executions/b/steps/0").text("status")).isEqualTo("completed");
        assertThat(api.get("/executions/b/export").text().lines().count()).isEqualTo(3);
        assertThat(api.get("/export").text().lines().count()).isEqualTo(3);
    }
}
