package dev.cairn.server.http;

import dev.cairn.server.http.json.JsonIo;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.RequestException;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** What Helidon refuses before a route is looked for (malformed requests, headers too large) as problem details. */
public final class DirectProblems implements DirectHandler {
    private static final String PROBLEM = "{\"type\":\"urn:cairn:problem:";

    /** Refuses an upgrade. Helidon passes on nothing but the message, so that it carries the whole document. */
    public static RequestException refusal(Problem problem) {
        return RequestException.builder()
                .type(EventType.OTHER)
                .status(Status.create(problem.status()))
                .message(JsonIo.text(problem::write))
                .setKeepAlive(false)
                .build();
    }

    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            @Nullable String message) {
        headers.set(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
        String document = message != null && message.startsWith(PROBLEM) ? message : null;
        int code = document == null && type == EventType.INTERNAL_ERROR ? 500 : status.code();
        return TransportResponse.builder()
                .status(Status.create(code))
                .headers(headers)
                .entity(
                        document == null
                                ? JsonIo.bytes(problem(code, message)::write)
                                : document.getBytes(StandardCharsets.UTF_8))
                .build();
    }

    private static Problem problem(int code, @Nullable String message) {
        return code >= 500
                ? Problem.of(code, "internal", "Internal error", "the connection failed")
                : Problem.of(
                        code,
                        "bad-request",
                        "Bad request",
                        "the request cannot be served as sent" + (message == null ? "" : ": " + message));
    }
}
