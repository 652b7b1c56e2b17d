package dev.cairn.bench.engine;

import dev.cairn.conformance.perf.Backend;
import java.nio.file.Path;
import java.util.List;

/** The backends that ship with Cairn. */
public final class Engines {
    public static final List<String> NAMES = List.of("memory", "sqlite", "postgres");

    private Engines() {}

    /** @param directory where databases in files are put; it must exist */
    public static Backend open(String name, Path directory) throws Exception {
        return switch (name) {
            case "memory" -> new MemoryBackend();
            case "sqlite" -> new SqliteBackend(directory);
            case "postgres" -> new PostgresBackend();
            default -> throw new IllegalArgumentException("no backend " + name + "; there are " + NAMES);
        };
    }
}
