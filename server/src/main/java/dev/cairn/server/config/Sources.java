package dev.cairn.server.config;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where values may come from.
 *
 * @param flags by name, as on the command line
 * @param environment the whole environment of the process
 * @param file the file to read, which must be there; null: {@code cairn.properties} in {@code directory}, if it is there
 */
public record Sources(
        Map<String, String> flags,
        Map<String, String> environment,
        @Nullable Path file,
        Path directory) {

    public static Sources ofProcess(Map<String, String> flags, @Nullable Path file) {
        return new Sources(flags, System.getenv(), file, Path.of(""));
    }
}
