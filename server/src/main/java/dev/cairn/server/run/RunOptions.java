package dev.cairn.server.run;

import dev.cairn.model.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to run and how to record it.
 *
 * @param name null: the command
 * @param timeout null: none
 * @param drain how long to wait at the end without an answer before the rest is left in the spool
 */
public record RunOptions(
        List<String> command,
        @Nullable String name,
        List<String> tags,
        String workspace,
        String target,
        @Nullable Duration timeout,
        Map<String, String> environment,
        @Nullable String user,
        JsonObject metadata,
        @Nullable Integer retentionDays,
        List<Path> artifactRoots,
        long artifactLimit,
        @Nullable Path spoolRoot,
        Duration drain,
        boolean quiet) {

    public RunOptions {
        command = List.copyOf(command);
        tags = List.copyOf(tags);
        artifactRoots = List.copyOf(artifactRoots);
    }
}
