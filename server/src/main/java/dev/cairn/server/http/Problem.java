package dev.cairn.server.http;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * A problem detail (RFC 9457).
 *
 * @param type the last part of the type URN
 * @param evidence further members: text, numbers
 * @param retryAfterSeconds null: no {@code Retry-After}
 * @param close whether the connection can serve no further request
 */
public record Problem(
        int status,
        String type,
        String title,
        String detail,
        boolean retryable,
        Map<String, Object> evidence,
        @Nullable Integer retryAfterSeconds,
        boolean close) {

    public static final String MEDIA_TYPE = "application/problem+json";

    public Problem {
        evidence = new LinkedHashMap<>(evidence);
    }

    public static Problem of(int status, String type, String title, String detail) {
        return new Problem(status, type, title, detail, false, Map.of(), null, false);
    }

    public Problem with(String member, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(evidence);
        more.put(member, value);
        return new Problem(status, type, title, detail, retryable, more, retryAfterSeconds, close);
    }

    /** The same, worth another try after so many seconds. */
    public Problem retryAfter(int seconds) {
        return new Problem(status, type, title, detail, true, evidence, seconds, close);
    }

    public Problem closing() {
        return new Problem(status, type, title, detail, retryable, evidence, retryAfterSeconds, true);
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }

    void write(JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("type", "urn:cairn:problem:" + type);
        out.writeStringProperty("title", title);
        out.writeNumberProperty("status", status);
        out.writeStringProperty("detail", detail);
        out.writeBooleanProperty("retryable", retryable);
        evidence.forEach((name, value) -> {
            switch (value) {
                case Long number -> out.writeNumberProperty(name, number);
                case Integer number -> out.writeNumberProperty(name, number);
                default -> out.writeStringProperty(name, value.toString());
            }
        });
        out.writeEndObject();
    }
}
