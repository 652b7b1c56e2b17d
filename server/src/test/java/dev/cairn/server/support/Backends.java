package dev.cairn.server.support;

import dev.cairn.postgres.TestPostgres;
import dev.cairn.spi.StoreProviders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Every backend on the class path but those in {@code -Dconformance.skip}; each start gets a new, empty database. A
 * PostgreSQL is found as the kit finds it.
 */
public final class Backends {
    private Backends() {}

    public static Stream<String> all() {
        List<String> skipped =
                List.of(System.getProperty("conformance.skip", "").split(",", -1));
        return StoreProviders.load().names().stream().filter(name -> !skipped.contains(name));
    }

    /** Flags of a server over a new database. */
    static Map<String, String> flags(String backend) {
        Map<String, String> flags = new HashMap<>();
        flags.put("backend", backend);
        if (backend.equals("sqlite")) {
            flags.put("sqlite.path", freshDirectory().resolve("cairn.db").toString());
        }
        if (backend.equals("postgres")) {
            flags.put("postgres.url", TestPostgres.get().newDatabase());
        }
        return flags;
    }

    public static Path freshDirectory() {
        try {
            return Files.createTempDirectory("cairn-server-test");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
