package dev.cairn.bench.engine;

import dev.cairn.Cairn;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Floor;
import dev.cairn.conformance.perf.SampleData;
import dev.cairn.spi.StoreSettings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

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

    /**
     * The floor on the database that a server is told to use; the schema and the workspace are made. Null in memory.
     *
     * @param environment as {@link Backend#serverEnvironment} gives it
     */
    public static @Nullable Floor floor(Map<String, String> environment) {
        String url = environment.get("CAIRN_POSTGRES_URL");
        if (url != null) {
            prepare("postgres", Map.of("url", url));
            return new PostgresFloor(url);
        }
        String file = environment.get("CAIRN_SQLITE_PATH");
        if (file != null) {
            prepare("sqlite", Map.of("path", file));
            return new SqliteFloor(Path.of(file));
        }
        return null;
    }

    private static void prepare(String backend, Map<String, String> settings) {
        try (Cairn cairn = Cairn.open(StoreSettings.of(backend, settings))) {
            cairn.workspaces().ensure(SampleData.WORKSPACE);
        }
    }
}
