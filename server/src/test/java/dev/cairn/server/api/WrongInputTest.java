package dev.cairn.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.server.support.Api;
import dev.cairn.server.support.RawHttp;
import dev.cairn.server.support.TestServer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Every wrong request gets the right 4xx that names what is wrong, and writes nothing. */
@ParameterizedClass
@MethodSource("dev.cairn.server.support.Backends#all")
class WrongInputTest {
    private record Wrong(String method, String path, String body, int status, String field) {}

    private static final String X = "{\"name\":\"x\"";

    private static final List<Wrong> TABLE = List.of(
            get("/executions?limit=-1", 400, "limit"),
            get("/executions?limit=abc", 400, "limit"),
            get("/executions?limit=0", 400, "limit"),
            get("/executions?limit=99999999999999999999", 400, "limit"),
            get("/executions?limit=1&limit=2", 400, "limit"),
            get("/executions?offset=3", 400, "offset"),
            get("/executions?status=done", 400, "status"),
            get("/executions?total=yes", 400, "total"),
            get("/executions?from=yesterday", 400, "from"),
            get("/executions?from=2026-01-02T00:00:00Z&to=2026-01-01T00:00:00Z", 400, "to"),
            get("/executions?cursor=%21%21", 400, "cursor"),
            get("/executions?user=%ff", 400, "user"),
            get("/executions?user=%00", 400, "user"),
            get("/executions/..%2f", 400, "execution"),
            get("/executions/%2e%2e%2fsecret", 400, "execution"),
            get("/executions/a%00b", 400, "execution"),
            get("/executions/" + "a".repeat(129), 400, "execution"),
            get("/executions/r/steps/one", 400, "step"),
            get("/executions/r/steps/-1", 400, "step"),
            get("/executions/r/logs?after=-1", 400, "after"),
            get("/executions/r/logs?order=up", 400, "order"),
            get("/executions/r/logs?tail=3&after=1", 400, "tail"),
            get("/changes?after=nonsense~~~", 400, "after"),
            get("/changes?wait=61", 400, "wait"),
            get("/changes?wait=NaN", 400, "wait"),
            get("/changes?kinds=execution,cat", 400, "kinds"),
            get("/executions/r/live?after=12", 400, "after"),
            post("/executions", "", 400, "body"),
            post("/executions", "{", 400, "body"),
            post("/executions", X, 400, "body"),
            post("/executions", X + "} trailing", 400, "body"),
            post("/executions", X + ",\"name\":\"y\"}", 400, "body"),
            post("/executions", "\"text\"", 400, "body"),
            post("/executions", "{}", 400, "name"),
            post("/executions", X + ",\"nmae\":1}", 400, "nmae"),
            post("/executions", "{\"name\":5}", 400, "name"),
            post("/executions", "{\"name\":\"\\ud800\"}", 400, "name"),
            post("/executions", "{\"name\":\"a\\u0000b\"}", 400, "name"),
            post("/executions", "{\"name\":\"" + "x".repeat(1025) + "\"}", 422, "name"),
            post("/executions", X + ",\"id\":\"a/b\"}", 400, "id"),
            post("/executions", X + ",\"id\":\"..\"}", 400, "id"),
            post("/executions", X + ",\"tags\":\"a\"}", 400, "tags"),
            post("/executions", X + ",\"tags\":[1]}", 400, "tags[0]"),
            post("/executions", X + ",\"environment\":{\"A\":1}}", 400, "environment.A"),
            post("/executions", X + ",\"metadata\":[]}", 400, "metadata"),
            post(
                    "/executions",
                    X + ",\"metadata\":" + "{\"a\":".repeat(70) + "1" + "}".repeat(70) + "}",
                    400,
                    "metadata"),
            post("/executions", X + ",\"metadata\":{\"a\":" + "[".repeat(5000) + "]".repeat(5000) + "}}", 400, "body"),
            post("/executions", X + ",\"metadata\":{\"a\":" + "9".repeat(5000) + "}}", 400, "body"),
            post("/executions", X + ",\"createdAt\":\"2026-13-01T00:00:00Z\"}", 400, "createdAt"),
            post("/executions", X + ",\"createdAt\":\"+999999999-01-01T00:00:00Z\"}", 400, "createdAt"),
            post("/executions", X + ",\"leaseSeconds\":0}", 400, "leaseSeconds"),
            post("/executions", X + ",\"leaseSeconds\":1e300}", 400, "leaseSeconds"),
            post("/executions", X + ",\"leaseSeconds\":\"5\"}", 400, "leaseSeconds"),
            post("/executions", "[{\"name\":\"a\"},{\"name\":7}]", 400, "lines[1].name"),
            patch("{\"status\":\"done\"}", 400, "status"),
            patch("{\"status\":\"completed\"}", 409, "status"),
            patch("{\"exitCode\":3000000000}", 400, "exitCode"),
            patch("{\"exitCode\":1.5}", 400, "exitCode"),
            patch("{\"command\":\"other\"}", 400, "command"),
            post("/executions/r/steps", "{}", 400, "name"),
            post("/executions/r/steps", "{\"name\":\"s\",\"status\":\"completed\"}", 400, "status"),
            post("/executions/r/steps", "{\"name\":\"s\",\"index\":-1}", 400, "index"),
            post("/executions/r/logs", "[]", 400, "lines"),
            post("/executions/r/logs", "{\"content\":\"x\"}", 400, "lines"),
            post("/executions/r/logs", "[{\"content\":\"x\",\"level\":\"loud\"}]", 400, "lines[0].level"),
            post("/executions/r/logs", "[{\"content\":\"x\"},{\"raw\":\"AA==\"}]", 400, "lines[1].content"),
            post("/executions/r/logs", "[{\"content\":\"x\",\"raw\":\"%%\"}]", 400, "lines[0].raw"),
            post("/executions/r/logs?producer=p", "[{\"content\":\"x\"}]", 400, "sequence"),
            post("/executions/r/logs?producer=p&sequence=0", "[{\"content\":\"x\"}]", 400, "sequence"),
            post("/batch", "{\"operations\":[]}", 400, "operations"),
            post("/batch", "{\"operations\":[{\"op\":\"explode\"}]}", 400, "operations[0].op"),
            post(
                    "/batch",
                    "{\"operations\":[{\"op\":\"log.append\",\"execution\":\"r\"}]}",
                    400,
                    "operations[0].lines"),
            post(
                    "/batch",
                    "{\"operations\":[{\"op\":\"execution.create\",\"name\":\"n\",\"x\":1}]}",
                    400,
                    "operations[0].x"),
            post("/retention", "{\"olderThanSeconds\":-1}", 400, "olderThanSeconds"),
            post("/retention", "{\"olderThanSeconds\":1,\"statuses\":[\"running\"]}", 400, "statuses"),
            post(
                    "/executions/r/artifacts",
                    "{\"fileName\":\"f\",\"content\":{\"sha256\":\"zz\",\"size\":1}}",
                    400,
                    "sha256"),
            post("/executions/none/steps", "{\"name\":\"s\"}", 404, ""),
            new Wrong("PUT", "/executions/r/lease", "{\"seconds\":\"1\"}", 400, "seconds"),
            new Wrong("PUT", "/executions", "{}", 405, ""),
            get("/nothing/here", 404, ""));

    private static Wrong get(String path, int status, String field) {
        return new Wrong("GET", path, "", status, field);
    }

    private static Wrong post(String path, String body, int status, String field) {
        return new Wrong("POST", path, body, status, field);
    }

    private static Wrong patch(String body, int status, String field) {
        return new Wrong("PATCH", "/executions/r", body, status, field);
    }

    private final TestServer server;
    private final Api api;

    WrongInputTest(String backend) {
        server = TestServer.shared(backend);
        api = server.workspace();
        api.post("/executions", "{\"id\":\"r\",\"name\":\"r\"}").is(201);
    }

    @Test
    void every_wrong_request_is_a_4xx_that_names_the_field_and_writes_nothing() {
        String before = api.get("/snapshot").text("position");
        SoftAssertions all = new SoftAssertions();
        for (Wrong wrong : TABLE) {
            String body = wrong.method().equals("GET") ? null : wrong.body();
            Api.Response response = api.send(wrong.method(), wrong.path(), body);
            String name = "%s %s %.80s -> %s".formatted(wrong.method(), wrong.path(), wrong.body(), response.text());
            all.assertThat(response.status()).as(name).isEqualTo(wrong.status());
            all.assertThat(response.header("Content-Type")).as(name).isEqualTo("application/problem+json");
            all.assertThat(response.json().path("field").asString("")).as(name).isEqualTo(wrong.field());
        }
        all.assertAll();
        // not the position itself: on PostgreSQL refused transactions and other databases move it too
        assertThat(api.get("/changes?after=" + before).json().path("changes")).isEmpty();
        assertThat(api.get("/executions").json().path("items")).hasSize(1);
    }

    @Test
    void wrong_headers_are_named() {
        api.send("PATCH", "/executions/r", "{}", "If-Match", "1").is(400).blames("If-Match");
        api.send("PATCH", "/executions/r", "{\"name\":\"n\"}", "If-Match", "\"7\"")
                .is(412)
                .blames("If-Match");
        api.send("POST", "/executions", X + "}", "Content-Type", "text/plain")
                .is(415)
                .blames("Content-Type");
        api.send("POST", "/executions", X + "}", "Content-Encoding", "gzip").is(400);
        api.get("/executions", "Origin", "http://evil.example").is(403).blames("Origin");
    }

    @Test
    void invalid_utf8_is_refused() {
        byte[] body = "{\"name\":\"?\"}".getBytes(StandardCharsets.UTF_8);
        body[9] = (byte) 0xff;
        api.bytes("POST", "/v1/workspaces/" + api.workspace() + "/executions", body)
                .is(400)
                .blames("body");
    }

    @Test
    void a_body_of_200_mb_is_refused_by_its_announced_length() throws Exception {
        String answer = RawHttp.exchange(server.port(), head("Content-Length: 200000000"), new byte[1 << 20], 3);
        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("application/problem+json", "\"field\":\"body\"");
    }

    @Test
    void a_body_of_200_mb_is_refused_when_its_length_is_not_announced() throws Exception {
        byte[] chunk = ("100000\r\n" + " ".repeat(1 << 20) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        String answer = RawHttp.exchange(server.port(), head("Transfer-Encoding: chunked"), chunk, 190);
        assertThat(answer).startsWith("HTTP/1.1 413 ").contains("application/problem+json");
    }

    @Test
    void another_host_name_is_refused() throws Exception {
        String answer =
                RawHttp.exchange(server.port(), "GET /v1/info HTTP/1.1\r\nHost: evil.example\r\n\r\n", new byte[0], 0);
        assertThat(answer).startsWith("HTTP/1.1 403 ").contains("\"field\":\"Host\"");
    }

    @Test
    void what_is_not_http_gets_a_problem_too() throws Exception {
        for (String head : List.of(
                "GET /a b HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v1/info HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(20_000) + "\r\n\r\n",
                "POST /v1/workspaces HTTP/1.1\r\nHost: localhost\r\nContent-Length: x\r\n\r\n")) {
            String answer = RawHttp.exchange(server.port(), head, new byte[0], 0);
            assertThat(answer).startsWith("HTTP/1.1 4").contains("application/problem+json");
        }
    }

    private String head(String length) {
        return "POST /v1/workspaces/" + api.workspace() + "/executions HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Type: application/json\r\n" + length + "\r\n\r\n";
    }
}
