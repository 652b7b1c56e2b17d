package dev.cairn.server.http;

import dev.cairn.server.http.json.JsonIo;
import io.helidon.http.DirectHandler;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;

/** What Helidon refuses before a route is looked for (malformed requests, headers too large) as problem details. */
final class DirectProblems implements DirectHandler {
    @Override
    public TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            Throwable thrown,
            System.Logger logger) {
        return handle(request, type, status, headers, thrown);
    }

    @Override
    public TransportResponse handle(
            TransportRequest request, EventType type, Status status, ServerResponseHeaders headers, Throwable thrown) {
        if (thrown.getCause() instanceof ProblemException refused) {
            return answer(refused.problem(), headers);
        }
        return handle(request, type, status, headers, String.valueOf(thrown.getMessage()));
    }

    @Override
    public TransportResponse handle(
            TransportRequest request, EventType type, Status status, ServerResponseHeaders headers, String message) {
        int code = type == EventType.INTERNAL_ERROR ? 500 : status.code();
        boolean ours = code >= 500;
        return answer(
                Problem.of(
                        code,
                        ours ? "internal" : "bad-request",
                        ours ? "Internal error" : "Bad request",
                        ours ? "the connection failed" : "the request cannot be served as sent: " + message),
                headers);
    }

    private static TransportResponse answer(Problem problem, ServerResponseHeaders headers) {
        headers.set(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE);
        return TransportResponse.builder()
                .status(Status.create(problem.status()))
                .headers(headers)
                .entity(JsonIo.bytes(problem::write))
                .build();
    }
}
