package dev.cairn.server.run;

import dev.cairn.error.InvalidArgument;
import dev.cairn.model.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a spool belongs to; enough to deliver and finish it without its recorder.
 *
 * @param target the server's URL, or {@code embedded:} and the name of a store
 * @param retentionDays of the artifacts; null for ever
 */
record SpoolManifest(
        String executionId,
        String target,
        String workspace,
        String name,
        Instant createdAt,
        Path workingDirectory,
        @Nullable Integer retentionDays) {
    private static final String FILE = "spool.json";

    void write(Path directory) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("execution", executionId);
        members.put("target", target);
        members.put("workspace", workspace);
        members.put("name", name);
        members.put("createdAt", createdAt.toString());
        members.put("workingDirectory", workingDirectory.toString());
        if (retentionDays != null) {
            members.put("retentionDays", retentionDays);
        }
        Files.writeString(directory.resolve(FILE), JsonObject.of(members).text());
    }

    /** @throws IOException also when the file is not a manifest */
    static SpoolManifest read(Path directory) throws IOException {
        try {
            Map<String, @Nullable Object> members = JsonObject.parse(FILE, Files.readString(directory.resolve(FILE)))
                    .asMap();
            return new SpoolManifest(
                    text(members, "execution"),
                    text(members, "target"),
                    text(members, "workspace"),
                    text(members, "name"),
                    Instant.parse(text(members, "createdAt")),
                    Path.of(text(members, "workingDirectory")),
                    members.get("retentionDays") instanceof Long days ? Math.toIntExact(days) : null);
        } catch (InvalidArgument | DateTimeException | ArithmeticException e) {
            throw new IOException(directory.resolve(FILE) + " is damaged: " + e.getMessage(), e);
        }
    }

    static void remove(Path directory) throws IOException {
        Files.deleteIfExists(directory.resolve(FILE));
    }

    static boolean isIn(Path directory) {
        return Files.isRegularFile(directory.resolve(FILE));
    }

    private static String text(Map<String, @Nullable Object> members, String name) {
        if (members.get(name) instanceof String text) {
            return text;
        }
        throw new InvalidArgument(name, "is missing");
    }
}
