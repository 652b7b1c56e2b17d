package dev.cairn.server.cli;

import dev.cairn.server.run.HttpClients;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of a Cairn server; whatever goes wrong is a {@link CliFailure} that says what to do. */
public final class ApiClient implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String url;
    private final List<String> behalf;
    private final HttpClient client;

    /** @param behalf headers that say on whose behalf: names and values in turn */
    ApiClient(String url, List<String> behalf) {
        this.url = url;
        this.behalf = List.copyOf(behalf);
        this.client = HttpClients.open(url);
    }

    /** A path with its query; null values are left out. */
    public static final class Path {
        private final StringBuilder text;
        private char separator = '?';

        /** @param segments encoded one by one, so that an id never changes the path */
        public Path(String... segments) {
            text = new StringBuilder("/v1");
            for (String segment : segments) {
                text.append('/').append(encoded(segment));
            }
        }

        /** Adds to the query; null is left out. */
        public Path with(String name, @Nullable Object value) {
            if (value != null) {
                text.append(separator).append(name).append('=').append(encoded(value.toString()));
                separator = '&';
            }
            return this;
        }

        private static String encoded(String value) {
            return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
        }

        @Override
        public String toString() {
            return text.toString();
        }
    }

    public JsonNode get(Path path) throws InterruptedException {
        return json(send(request(path).GET().build()));
    }

    /** All items of a list, page by page. */
    public List<JsonNode> all(String... segments) throws InterruptedException {
        List<JsonNode> items = new ArrayList<>();
        String cursor = null;
        do {
            JsonNode page = get(new Path(segments).with("limit", 1000).with("cursor", cursor));
            page.path("items").forEach(items::add);
            cursor = page.path("next").isString() ? page.path("next").asString() : null;
        } while (cursor != null);
        return items;
    }

    /** Without a body. */
    public JsonNode post(Path path) throws InterruptedException {
        return json(send(writing(path).POST(BodyPublishers.noBody()).build()));
    }

    public JsonNode post(Path path, String body) throws InterruptedException {
        return json(send(writing(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build()));
    }

    /** @param version the one expected; null: whatever is there */
    public JsonNode put(Path path, String body, @Nullable Long version) throws InterruptedException {
        return json(send(expecting(writing(path), version)
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body))
                .build()));
    }

    /** @param version the one expected; null: whatever is there */
    public void delete(Path path, @Nullable Long version) throws InterruptedException {
        json(send(expecting(writing(path), version).DELETE().build()));
    }

    private static HttpRequest.Builder expecting(HttpRequest.Builder request, @Nullable Long version) {
        return version == null ? request : request.header("If-Match", "\"" + version + "\"");
    }

    public void delete(Path path) throws InterruptedException {
        delete(path, null);
    }

    /** The caller closes the stream. */
    public InputStream stream(Path path, String accept) throws InterruptedException {
        try {
            return tryStream(path, accept);
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** The same, leaving it to the caller what a lost connection means. */
    InputStream tryStream(Path path, String accept) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(url + path))
                .header("Accept", accept)
                .GET()
                .build();
        HttpResponse<InputStream> response = client.send(request, BodyHandlers.ofInputStream());
        if (response.statusCode() / 100 == 2) {
            return response.body();
        }
        try (InputStream body = response.body()) {
            throw problem(response, body.readNBytes(1 << 20));
        }
    }

    private HttpRequest.Builder writing(Path path) {
        HttpRequest.Builder request = request(path);
        for (int i = 0; i < behalf.size(); i += 2) {
            request.header(behalf.get(i), Path.encoded(behalf.get(i + 1)));
        }
        return request;
    }

    private HttpRequest.Builder request(Path path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(PATIENCE);
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws InterruptedException {
        try {
            return client.send(request, BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    private CliFailure unreachable(IOException e) {
        String hint = e instanceof ConnectException || e instanceof HttpConnectTimeoutException
                ? "; start one with 'cairn serve' or name another with --url"
                : "";
        return new CliFailure("no server at " + url + " (" + HttpClients.reason(e) + ")" + hint);
    }

    private JsonNode json(HttpResponse<byte[]> response) {
        if (response.statusCode() / 100 != 2) {
            throw problem(response, response.body());
        }
        if (response.body().length == 0) {
            return JSON.nullNode();
        }
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            throw new CliFailure("what answers at " + url + " is not a Cairn server");
        }
    }

    private CliFailure problem(HttpResponse<?> response, byte[] body) {
        if (response.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")) {
            try {
                JsonNode problem = JSON.readTree(body);
                String detail = problem.path("detail").asString("");
                return new ServerProblem(
                        response.statusCode(),
                        detail.isEmpty() ? problem.path("title").asString("status " + response.statusCode()) : detail);
            } catch (JacksonException e) {
                return new CliFailure("the server at " + url + " answered " + response.statusCode());
            }
        }
        return new CliFailure(
                "what answers at " + url + " is not a Cairn server (status " + response.statusCode() + ")");
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
