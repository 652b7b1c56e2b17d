package dev.cairn.logic.execution;

import dev.cairn.model.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a caller says of a new execution; it starts out pending. Null means the default.
 *
 * @param id default: minted
 * @param name default: the command; one of the two must be given
 * @param environment secrets in it are masked (EXEC-5)
 * @param createdAt default: now
 * @param lease how long the recorder may stay silent before the execution counts as lost; default: for ever
 */
public record NewExecution(
        @Nullable String id,
        @Nullable String name,
        @Nullable String command,
        @Nullable String workingDirectory,
        @Nullable Map<String, String> environment,
        @Nullable String user,
        @Nullable List<String> tags,
        @Nullable JsonObject metadata,
        @Nullable Instant createdAt,
        @Nullable Duration lease) {

    /** An execution of which only the name is known. */
    public static NewExecution named(String name) {
        return new NewExecution(null, name, null, null, null, null, null, null, null, null);
    }

    /** The same with this id. */
    public NewExecution withId(String newId) {
        return new NewExecution(
                newId, name, command, workingDirectory, environment, user, tags, metadata, createdAt, lease);
    }
}
