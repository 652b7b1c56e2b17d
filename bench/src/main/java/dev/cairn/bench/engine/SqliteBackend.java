package dev.cairn.bench.engine;

import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Floor;
import dev.cairn.spi.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** SQLite, each database in a directory of its own below one that {@link #close} removes. */
final class SqliteBackend implements Backend {
    private static final String FILE = "cairn.db";

    private final Path root;
    private final String synchronous;

    /** @param parent an existing directory, on the disk that is to be measured */
    SqliteBackend(Path parent) throws IOException {
        this(Files.createTempDirectory(parent, "cairn-bench-"), "normal");
    }

    private SqliteBackend(Path root, String synchronous) {
        this.root = root;
        this.synchronous = synchronous;
    }

    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public @Nullable Variant stronger() {
        return new Variant("synchronous=full", new SqliteBackend(root, "full"));
    }

    private Path directory() throws IOException {
        return Files.createTempDirectory(root, "database-");
    }

    @Override
    public Database create() throws IOException {
        Path directory = directory();
        Path file = directory.resolve(FILE);
        Map<String, String> settings = Map.of("path", file.toString(), "synchronous", synchronous);
        return new StoreDatabase(StoreSettings.of("sqlite", settings)) {
            @Override
            Floor openFloor() {
                return new SqliteFloor(file);
            }

            @Override
            public long bytes() throws IOException {
                cairn().store().maintenance().checkpoint();
                try (Stream<Path> files = Files.list(directory)) {
                    return files.filter(path -> path.getFileName().toString().startsWith(FILE))
                            .mapToLong(path -> path.toFile().length())
                            .sum();
                }
            }

            @Override
            void remove() throws IOException {
                delete(directory);
            }
        };
    }

    @Override
    public Map<String, String> serverEnvironment() throws IOException {
        return Map.of(
                "CAIRN_BACKEND",
                "sqlite",
                "CAIRN_SQLITE_PATH",
                directory().resolve(FILE).toString());
    }

    private static void delete(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(path);
            }
        }
    }

    @Override
    public void close() throws IOException {
        delete(root);
    }
}
