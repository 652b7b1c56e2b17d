package dev.cairn.server.run;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A Cairn server. */
final class HttpTarget implements Target {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration UPLOAD_PATIENCE = Duration.ofMinutes(30);
    /** May change without the request changing: timeouts, throttling, and credentials that a proxy asks for. */
    private static final Set<Integer> PASSING = Set.of(401, 403, 407, 408, 421, 425, 429);

    private final String url;
    private final String base;
    private @Nullable HttpClient client;

    /** @param url such as {@code http://127.0.0.1:8080} */
    HttpTarget(String url, String workspace) {
        this.url = url.endsWith("/") ? url.substring(0, url.length() - 1) : url;
        this.base = this.url + "/v1/workspaces/" + workspace;
    }

    @Override
    public String name() {
        return url;
    }

    @Override
    public Answer ensureWorkspace() {
        return call("PUT", "", "application/json", BodyPublishers.noBody(), PATIENCE);
    }

    @Override
    public Answer send(String producer, long sequence, byte[] operations) {
        byte[] head = ("{\"producer\":\"" + producer + "\",\"sequence\":" + sequence + ",\"operations\":")
                .getBytes(StandardCharsets.US_ASCII);
        BodyPublisher body = BodyPublishers.ofByteArrays(List.of(head, operations, new byte[] {'}'}));
        return call("POST", "/batch", "application/json", body, PATIENCE);
    }

    @Override
    public Answer stage(Path file) {
        try {
            return call("POST", "/content", "application/octet-stream", BodyPublishers.ofFile(file), UPLOAD_PATIENCE);
        } catch (IOException e) {
            return new Answer.Refused("the spooled copy is gone: " + e);
        }
    }

    @Override
    public Answer heartbeat(String executionId, Duration lease) {
        return call(
                "PUT",
                "/executions/" + executionId + "/lease",
                "application/json",
                BodyPublishers.ofString("{\"seconds\":" + lease.toSeconds() + "}"),
                PATIENCE);
    }

    /** Made by the thread that delivers, so that the command does not wait for it. */
    private synchronized HttpClient client() {
        HttpClient present = client;
        if (present == null) {
            present = HttpClients.open(url);
            client = present;
        }
        return present;
    }

    private Answer call(String method, String path, String type, BodyPublisher body, Duration patience) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                    .timeout(patience)
                    .header("Content-Type", type)
                    .method(method, body)
                    .build();
            return answer(client().send(request, BodyHandlers.ofByteArray()));
        } catch (IOException e) {
            return new Answer.Away(HttpClients.reason(e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.Away("interrupted");
        }
    }

    private static Answer answer(HttpResponse<byte[]> response) {
        int status = response.statusCode();
        if (status / 100 == 2) {
            return new Answer.Accepted();
        }
        JsonNode problem = problem(response);
        if (problem == null) {
            return new Answer.Away("status " + status + " of something that is not a Cairn server");
        }
        String reason = status + " " + problem.path("detail").asString("");
        boolean passing = status >= 500
                || PASSING.contains(status)
                || problem.path("retryable").asBoolean(false);
        return passing ? new Answer.Away(reason) : new Answer.Refused(reason);
    }

    /** Only a Cairn server may condemn a batch; a proxy or another server at the address may not. */
    private static @Nullable JsonNode problem(HttpResponse<byte[]> response) {
        if (!response.headers().firstValue("Content-Type").orElse("").startsWith("application/problem+json")) {
            return null;
        }
        try {
            return JSON.readTree(response.body());
        } catch (JacksonException e) {
            return null;
        }
    }

    @Override
    public synchronized void close() {
        if (client != null) {
            client.shutdownNow();
            client = null;
        }
    }
}
