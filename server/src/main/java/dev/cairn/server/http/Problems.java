package dev.cairn.server.http;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.Conflict;
import dev.cairn.error.Corrupt;
import dev.cairn.error.DependencyCycle;
import dev.cairn.error.FeedCompacted;
import dev.cairn.error.IllegalTransition;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.error.OutcomeUnknown;
import dev.cairn.error.OverCapacity;
import dev.cairn.error.SchemaMismatch;
import dev.cairn.error.StoreException;
import dev.cairn.error.Unavailable;
import dev.cairn.error.Unsupported;

/** What each failure is in HTTP. */
public final class Problems {
    private Problems() {}

    public static Problem of(StoreException failure) {
        return switch (failure) {
            case InvalidArgument e ->
                problem(400, "invalid-argument", "Invalid argument", e).with("field", e.field());
            case NotFound e ->
                problem(404, "not-found", "Not found", e).with("kind", e.kind()).with("id", e.id());
            case AlreadyExists e ->
                problem(409, "already-exists", "Already exists", e)
                        .with("kind", e.kind())
                        .with("id", e.id());
            case IllegalTransition e ->
                problem(409, "illegal-transition", "Illegal transition", e)
                        .with("field", "status")
                        .with("kind", e.kind())
                        .with("id", e.id())
                        .with("from", e.from())
                        .with("to", e.to());
            case DependencyCycle e ->
                problem(409, "dependency-cycle", "Dependency cycle", e).with("cycle", String.join(" -> ", e.cycle()));
            case ConditionFailed e ->
                problem(412, "condition-failed", "Condition failed", e)
                        .with("field", conditionOn(e.kind()))
                        .with("kind", e.kind())
                        .with("id", e.id())
                        .with("expected", e.expected())
                        .with("actual", e.actual());
            case Conflict e ->
                problem(409, "conflict", "Conflict", e)
                        .with("attempts", e.attempts())
                        .retryAfter(1);
            case LimitExceeded e ->
                problem(422, "limit-exceeded", "Limit exceeded", e)
                        .with("field", e.what())
                        .with("limit", e.limit())
                        .with("actual", e.actual());
            case OverCapacity e ->
                problem(429, "over-capacity", "Over capacity", e)
                        .with("limit", e.limit())
                        .retryAfter(1);
            case Unavailable e -> problem(503, "unavailable", "Unavailable", e).retryAfter(2);
            case OutcomeUnknown e ->
                problem(503, "outcome-unknown", "Outcome unknown", e)
                        .with("applied", "unknown")
                        .retryAfter(2);
            case Unsupported e -> problem(501, "unsupported", "Unsupported", e).with("capability", e.capability());
            case FeedCompacted e ->
                problem(410, "feed-compacted", "Feed compacted", e)
                        .with("field", "after")
                        .with("oldest", e.oldest());
            case SchemaMismatch e ->
                problem(500, "schema-mismatch", "Schema mismatch", e)
                        .with("expected", e.expected())
                        .with("actual", e.found());
            case Corrupt e -> problem(500, "corrupt", "Corrupt data", e);
        };
    }

    private static Problem problem(int status, String type, String title, StoreException failure) {
        String message = failure.getMessage();
        return Problem.of(status, type, title, message == null ? title : message);
    }

    public static Problem tooLarge(String what, long limit) {
        return Problem.of(413, "content-too-large", "Content too large", what + " is limited to " + limit + " bytes")
                .with("field", "body")
                .with("limit", limit)
                .closing();
    }

    static Problem unknownRoute(String path) {
        return Problem.of(404, "unknown-route", "Not found", "there is nothing at " + path + "; see /openapi.yaml");
    }

    static Problem methodNotAllowed(String method, String allowed) {
        return Problem.of(
                405, "method-not-allowed", "Method not allowed", method + " is not possible here; allowed: " + allowed);
    }

    static Problem mediaType(String given, Iterable<String> accepted) {
        return Problem.of(
                        415,
                        "unsupported-media-type",
                        "Unsupported media type",
                        "the body is " + given + ", must be " + String.join(" or ", accepted))
                .with("field", "Content-Type");
    }

    static Problem forbidden(String header, String why) {
        return Problem.of(403, "forbidden", "Forbidden", header + ": " + why).with("field", header);
    }

    static Problem internal(String incident) {
        return Problem.of(
                        500,
                        "internal",
                        "Internal error",
                        "unexpected; the server's log has it as incident " + incident)
                .with("incident", incident);
    }

    /** How clients name the expectation that failed. */
    private static String conditionOn(String kind) {
        return switch (kind) {
            case "producer" -> "sequence";
            case "events" -> "expect";
            case "lease" -> "token";
            default -> "If-Match";
        };
    }
}
