package dev.cairn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.support.Api;
import dev.cairn.server.support.TestServer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("dev.cairn.server.support.Backends#all")
class LogAndArtifactApiTest {
    private final Api api;

    LogAndArtifactApiTest(String backend) {
        api = TestServer.shared(backend).workspace();
    }

    @BeforeEach
    void anExecution() {
        api.post("/executions", "{\"id\":\"r\",\"name\":\"r\"}").is(201);
    }

    @Test
    void lines_are_numbered_and_read_in_both_directions() {
        api.post(
                        "/executions/r/logs",
                        "[{\"content\":\"one\"},{\"content\":\"two\",\"level\":\"error\",\"stream\":\"stderr\"},{\"content\":\"three\"}]")
                .is(200);
        Api.Response forward = api.get("/executions/r/logs?limit=2").is(200);
        assertThat(forward.json().path("items").get(1).path("content").asString())
                .isEqualTo("two");
        assertThat(forward.text("next")).isEqualTo("2");
        assertThat(forward.json().path("lastSequence").asInt()).isEqualTo(3);
        Api.Response backward =
                api.get("/executions/r/logs?order=desc&before=3").is(200);
        assertThat(backward.json().path("items").get(0).path("sequence").asInt())
                .isEqualTo(2);
        Api.Response tail = api.get("/executions/r/logs?tail=2").is(200);
        assertThat(tail.json().path("items").get(0).path("sequence").asInt()).isEqualTo(2);
        assertThat(api.get("/executions/r/logs?level=error")
                        .json()
                        .path("items")
                        .size())
                .isEqualTo(1);
        assertThat(api.get("/executions/r/logs?text=ree").json().path("items").size())
                .isEqualTo(1);
    }

    @Test
    void a_repeated_delivery_appends_nothing() {
        String path = "/executions/r/logs?producer=me&sequence=1";
        Api.Response first =
                api.post(path, "[{\"content\":\"x\"},{\"content\":\"y\"}]").is(200);
        assertThat(first.json().path("lastSequence").asInt()).isEqualTo(2);
        assertThat(api.post(path, "[{\"content\":\"x\"},{\"content\":\"y\"}]")
                        .json()
                        .path("duplicate")
                        .asBoolean())
                .isTrue();
        api.post("/executions/r/logs?producer=me&sequence=3", "[{\"content\":\"x\"}]")
                .is(412)
                .blames("sequence");
        assertThat(api.get("/executions/r/logs").json().path("lastSequence").asInt())
                .isEqualTo(2);
    }

    @Test
    void ndjson_lines_keep_every_character() {
        api.send(
                        "POST",
                        "/executions/r/logs",
                        "{\"content\":\"\\u0001 ß 😀\"}\n",
                        "Content-Type",
                        "application/x-ndjson")
                .is(200);
        assertThat(api.get("/executions/r/logs")
                        .json()
                        .path("items")
                        .get(0)
                        .path("content")
                        .asString())
                .isEqualTo("\u0001 ß 😀");
    }

    @Test
    void content_comes_back_whole_and_in_ranges_as_a_download() {
        Api.Response uploaded = api.send(
                        "POST",
                        "/executions/r/artifacts/upload?fileName=dir%2Fa%22%C3%A4.txt&id=a1&tag=x&tag=y",
                        "hello world",
                        "Content-Type",
                        "application/octet-stream")
                .is(201);
        assertThat(uploaded.text("fileName")).isEqualTo("a\"ä.txt");
        assertThat(uploaded.header("Location")).endsWith("/artifacts/a1");
        Api.Response whole = api.get("/artifacts/a1/content").is(200);
        assertThat(whole.text()).isEqualTo("hello world");
        assertThat(whole.header("ETag"))
                .isEqualTo("\"b94d27b9934d3e08a52e52d7da7dabfac484efe37a5380ee9088f7ace2efcde9\"");
        assertThat(whole.header("Content-Disposition"))
                .isEqualTo("attachment; filename=\"a__.txt\"; filename*=UTF-8''a%22%C3%A4.txt");
        assertThat(whole.header("X-Content-Type-Options")).isEqualTo("nosniff");
        Api.Response part =
                api.get("/artifacts/a1/content", "Range", "bytes=6-").is(206);
        assertThat(part.text()).isEqualTo("world");
        assertThat(part.header("Content-Range")).isEqualTo("bytes 6-10/11");
        assertThat(api.get("/artifacts/a1/content", "Range", "bytes=-3").is(206).text())
                .isEqualTo("rld");
        assertThat(api.get("/artifacts/a1/content", "Range", "bytes=11-")
                        .is(416)
                        .header("Content-Range"))
                .isEqualTo("bytes */11");
        api.get("/artifacts/a1/content", "If-None-Match", String.valueOf(whole.header("ETag")))
                .is(304);
        assertThat(api.get("/executions/r/artifacts").json().path("items").size())
                .isEqualTo(1);
        api.send("DELETE", "/artifacts/a1", null).is(204);
        api.get("/artifacts/a1").is(404);
    }

    @Test
    void staged_content_is_linked_by_its_hash() {
        byte[] bytes = "staged".getBytes(StandardCharsets.UTF_8);
        Api.Response staged = api.bytes(
                        "POST",
                        "/v1/workspaces/" + api.workspace() + "/content",
                        bytes,
                        "Content-Type",
                        "application/octet-stream")
                .is(201);
        String link = "{\"id\":\"l\",\"fileName\":\"s.bin\",\"content\":" + staged.text() + "}";
        api.post("/executions/r/artifacts", link).is(201);
        assertThat(api.get("/artifacts/l/content").text()).isEqualTo("staged");
        api.post(
                        "/executions/r/artifacts",
                        "{\"fileName\":\"x\",\"content\":{\"sha256\":\"" + "0".repeat(64) + "\",\"size\":1}}")
                .is(404);
    }

    @Test
    void an_artifact_of_an_unknown_execution_is_refused_before_its_content() {
        api.send(
                        "POST",
                        "/executions/none/artifacts/upload?fileName=x",
                        "x",
                        "Content-Type",
                        "application/octet-stream")
                .is(404);
    }
}
