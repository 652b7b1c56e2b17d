package dev.cairn.bench.http;

import dev.cairn.bench.http.client.HttpConnection;
import dev.cairn.bench.http.client.HttpLoad;
import dev.cairn.bench.http.client.Request;
import dev.cairn.conformance.perf.SampleData;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/** Paths and bodies of the API in the workspace that is measured, and what verification asks. */
final class Api {
    static final String WORKSPACE = "/v1/workspaces/" + SampleData.WORKSPACE.value();
    static final String EXECUTIONS = WORKSPACE + "/executions";

    private static final int FILLERS = 64;
    private static final String MEMBERS =
            "\"command\":\"mvn -B verify\",\"workingDirectory\":\"/work/checkout\",\"environment\":{\"CI\":\"true\"},"
                    + "\"user\":\"ci\",\"metadata\":{\"branch\":\"main\",\"commit\":\"9fceb02d0ae598e95dc970b74767f19372d61af8\"}";

    private Api() {}

    /** An execution of a build; the server gives it an id. */
    static Request create(long n) {
        return Request.post(EXECUTIONS, "{\"name\":\"build " + n + "\"," + MEMBERS + "}");
    }

    static Request create(long n, String id) {
        return Request.post(EXECUTIONS, execution(n, id));
    }

    static String execution(long n, String id) {
        return "{\"id\":\"" + id + "\",\"name\":\"build " + n + "\"," + MEMBERS + "}";
    }

    /** @param prefix one per purpose */
    static String id(String prefix, long n) {
        return prefix + String.format(Locale.ROOT, "%08d", n);
    }

    static Request get(String id) {
        return Request.get(EXECUTIONS + "/" + id);
    }

    static Request page(int limit) {
        return Request.get(EXECUTIONS + "?limit=" + limit);
    }

    static Request step(String execution) {
        return Request.post(EXECUTIONS + "/" + execution + "/steps", "{\"name\":\"compile\",\"status\":\"running\"}");
    }

    static Request steps(String execution) {
        return Request.get(EXECUTIONS + "/" + execution + "/steps");
    }

    static Request append(String execution, String lines) {
        return json("POST", EXECUTIONS + "/" + execution + "/logs", lines, 200);
    }

    static Request json(String method, String path, String body, int expected) {
        return Request.of(method, path, body.getBytes(StandardCharsets.UTF_8), expected);
    }

    static void ensureWorkspace(HttpConnection connection) throws IOException {
        connection.exchange(Request.of("PUT", WORKSPACE, new byte[0], 200));
    }

    static String durability(HttpConnection connection) throws IOException {
        return connection.get("/v1/info").path("durability").asString();
    }

    static long count(HttpConnection connection) throws IOException {
        return connection
                .get(EXECUTIONS + "?limit=1&total=exact")
                .path("total")
                .path("value")
                .asLong();
    }

    /** Stores executions one by one. */
    static void fill(InetSocketAddress address, String prefix, int count) throws Exception {
        try (HttpLoad load = new HttpLoad(address, FILLERS)) {
            load.counted(count, n -> create(n, id(prefix, n))).requireClean();
        }
    }

    static void require(boolean fact, String otherwise) {
        if (!fact) {
            throw new IllegalStateException("not what is to be measured: " + otherwise);
        }
    }

    /** What was posted is there, with what was posted. */
    static void verifyStored(HttpConnection connection, String id, long n) throws IOException {
        JsonNode found = connection.get(EXECUTIONS + "/" + id);
        require(found.path("id").asString().equals(id), "another execution: " + found);
        require(found.path("name").asString().equals("build " + n), "another name: " + found);
        require(found.path("user").asString().equals("ci"), "another user: " + found);
        require(found.path("metadata").path("branch").asString().equals("main"), "other metadata: " + found);
    }
}
