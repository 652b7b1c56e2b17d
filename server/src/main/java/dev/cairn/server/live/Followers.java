package dev.cairn.server.live;

import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.Limits;
import dev.cairn.model.LogQuery;
import dev.cairn.model.WorkspaceId;
import dev.cairn.server.http.Filters;
import dev.cairn.server.http.Query;
import dev.cairn.store.FeedFilter;
import jakarta.inject.Inject;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes followers from requests, whichever way they came. */
final class Followers {
    /** What can be followed. */
    enum Kind {
        WORKSPACE("followWorkspace", null),
        EXECUTION("followExecution", "execution"),
        LOGS("streamLogs", "execution"),
        SESSION("streamEvents", "session"),
        CHANGES("streamChanges", null),
        CHANGES_WEBSOCKET("streamChangesOverWebSocket", null);

        private final String operation;
        private final @Nullable String entity;

        Kind(String operation, @Nullable String entity) {
            this.operation = operation;
            this.entity = entity;
        }

        String operation() {
            return operation;
        }

        /** What of one workspace the path names: the id found under the name of its parameter, or nothing. */
        String entity(UnaryOperator<String> id) {
            return entity == null ? "" : id.apply(entity);
        }
    }

    private final Snapshots snapshots;

    @Inject
    Followers(Snapshots snapshots) {
        this.snapshots = snapshots;
    }

    /** @param resume what the client had last, or null; stronger than the parameter {@code after} */
    Follower follower(Kind kind, WorkspaceId workspace, String entity, Query query, @Nullable String resume) {
        String field = resume == null ? "after" : "Last-Event-ID";
        String after = resume == null ? query.text("after") : resume;
        return switch (kind) {
            case WORKSPACE -> new FeedFollower(snapshots, workspace, FeedFilter.ALL, position(field, after), true);
            case CHANGES, CHANGES_WEBSOCKET ->
                new FeedFollower(snapshots, workspace, Filters.feed(query), position(field, after), false);
            case EXECUTION ->
                new ExecutionFollower(
                        snapshots, workspace, entity, after == null ? null : LivePosition.parse(field, after));
            case LOGS -> {
                LogQuery conditions = Filters.logs(query, sequence(field, after), Long.MAX_VALUE, false);
                yield new LogFollower(snapshots, workspace, entity, conditions, tail(query, resume));
            }
            case SESSION ->
                new SessionFollower(snapshots, workspace, entity, sequence(field, after), tail(query, resume));
        };
    }

    /** -1 where it does not begin before the end. */
    private static int tail(Query query, @Nullable String resume) {
        Integer tail = query.integer("tail", 0, Limits.MAX_PAGE);
        if (tail != null && query.has("after")) {
            throw new InvalidArgument("tail", "cannot be combined with after");
        }
        return tail == null || resume != null ? -1 : tail;
    }

    private static @Nullable FeedCursor position(String field, @Nullable String token) {
        return token == null ? null : FeedCursor.parse(field, token);
    }

    private static long sequence(String field, @Nullable String text) {
        if (text == null) {
            return 0;
        }
        if (text.isEmpty() || text.length() > 18 || !text.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new InvalidArgument(field, "must be a whole number, 0 or more");
        }
        return Long.parseLong(text);
    }
}
