package dev.cairn.server.http;

import dev.cairn.error.InvalidArgument;
import dev.cairn.model.Ids;
import dev.cairn.server.openapi.Operation;
import dev.cairn.server.openapi.PathTree;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** What a request asks for: the parameters of path and query. */
public final class Target {
    private final Operation operation;
    private final Map<String, String> rawPath;
    private final Query query;

    private Target(Operation operation, Map<String, String> rawPath, Query query) {
        this.operation = operation;
        this.rawPath = rawPath;
        this.query = query;
    }

    public static Target of(Operation operation, String rawPath, String rawQuery) {
        return new Target(
                operation, PathTree.parameters(operation, segments(rawPath)), Query.parse(rawQuery, operation.query()));
    }

    static List<String> segments(String rawPath) {
        return Arrays.asList(rawPath.substring(Math.min(1, rawPath.length())).split("/", -1));
    }

    public Query query() {
        return query;
    }

    /** An id from the path, percent-decoded once. */
    public String id(String parameter) {
        return Ids.check(parameter, decoded(parameter));
    }

    /** A step index from the path. */
    int index(String parameter) {
        String text = decoded(parameter);
        boolean digits = !text.isEmpty() && text.length() <= 9 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        if (!digits) {
            throw new InvalidArgument(parameter, "must be a whole number, 0 or more");
        }
        return Integer.parseInt(text);
    }

    private String decoded(String parameter) {
        String raw = rawPath.get(parameter);
        if (raw == null) {
            throw new IllegalStateException(operation.id() + " has no path parameter " + parameter);
        }
        return Percent.decode(parameter, raw, false);
    }
}
