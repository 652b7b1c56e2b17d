package dev.cairn.server.openapi;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One operation of openapi.yaml.
 *
 * @param segments of the path: a name in braces is a parameter
 * @param query its query parameters; true: may be repeated
 * @param bodies media types of the request body; empty: it has none
 */
public record Operation(
        String id, String method, String path, List<String> segments, Map<String, Boolean> query, Set<String> bodies) {

    /** The name inside the braces, or null for a fixed segment. */
    static @org.jspecify.annotations.Nullable String parameter(String segment) {
        return segment.startsWith("{") ? segment.substring(1, segment.length() - 1) : null;
    }
}
