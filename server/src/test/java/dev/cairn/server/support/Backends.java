package dev.cairn.server.support;

import dev.cairn.spi.StoreProviders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/** The backends that need no engine of their own; each start gets a new, empty database. */
public final class Backends {
    private Backends() {}

    public static Stream<String> all() {
        return StoreProviders.load().names().stream().filter(name -> !name.equals("postgres"));
    }

    /** Flags of a server over a new database. */
    static Map<String, String> flags(String backend) {
        Map<String, String> flags = new HashMap<>();
        flags.put("backend", backend);
        if (backend.equals("sqlite")) {
            flags.put("sqlite.path", freshDirectory().resolve("cairn.db").toString());
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
