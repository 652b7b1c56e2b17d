package dev.cairn.server.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls the API of one workspace; every response is checked against openapi.yaml. */
public final class Api {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    private final int port;
    private final String workspace;

    public Api(int port, String workspace) {
        this.port = port;
        this.workspace = workspace;
    }

    public String workspace() {
        return workspace;
    }

    public String url(String path) {
        return "http://127.0.0.1:" + port + "/v1/workspaces/" + workspace + path;
    }

    public Response get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Response post(String path, String json) {
        return send("POST", path, json);
    }

    /** @param path within the workspace */
    public Response send(String method, String path, @Nullable String body, String... headers) {
        return absolute(method, "/v1/workspaces/" + workspace + path, body, headers);
    }

    /** Sends JSON unless a header says otherwise. */
    public Response absolute(String method, String path, @Nullable String body, String... headers) {
        return bytes(method, path, body == null ? null : body.getBytes(StandardCharsets.UTF_8), headers);
    }

    public Response bytes(String method, String path, byte @Nullable [] body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body));
        boolean typed = false;
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
            typed |= headers[i].equalsIgnoreCase("content-type");
        }
        if (body != null && !typed) {
            request.header("Content-Type", "application/json");
        }
        try {
            HttpResponse<byte[]> response = CLIENT.send(request.build(), BodyHandlers.ofByteArray());
            Contract.check(method, path, response);
            return new Response(response);
        } catch (IOException e) {
            throw new UncheckedIOException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What came back. */
    public record Response(HttpResponse<byte[]> http) {
        private static final JsonMapper JSON = JsonMapper.shared();

        public int status() {
            return http.statusCode();
        }

        public Response is(int status) {
            assertThat(status())
                    .as(() -> "status of " + http.request().method() + " " + http.uri() + ": " + text())
                    .isEqualTo(status);
            return this;
        }

        /** Expects a problem that blames this field. */
        public Response blames(String field) {
            assertThat(header("Content-Type")).isEqualTo("application/problem+json");
            assertThat(json().path("field").asString("")).as(text()).isEqualTo(field);
            return this;
        }

        public String text() {
            return new String(http.body(), StandardCharsets.UTF_8);
        }

        public JsonNode json() {
            return JSON.readTree(http.body());
        }

        public String text(String member) {
            return json().path(member).asString();
        }

        public @Nullable String header(String name) {
            return http.headers().firstValue(name).orElse(null);
        }
    }
}
