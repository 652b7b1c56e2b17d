package dev.cairn.server.serve;

import dev.cairn.server.config.Configuration;
import dev.cairn.server.config.Sources;
import dev.cairn.spi.StoreProviders;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The flags that set what the environment and the file can set too. */
public final class ConfigOptions {
    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "read settings from FILE instead of ./cairn.properties")
    private @Nullable Path file;

    @Option(names = "--backend", paramLabel = "NAME", description = "sqlite, memory, postgres (CAIRN_BACKEND)")
    private @Nullable String backend;

    @Option(names = "--host", paramLabel = "ADDRESS", description = "address to listen on (CAIRN_HTTP_HOST)")
    private @Nullable String host;

    @Option(names = "--port", paramLabel = "PORT", description = "port to listen on, 0 for any (CAIRN_HTTP_PORT)")
    private @Nullable String port;

    @Option(names = "--insecure-bind", description = "listen beyond loopback although there is no authentication yet")
    private boolean insecureBind;

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "any setting, such as sqlite.path=/var/lib/cairn/cairn.db; may be repeated")
    private Map<String, String> settings = new LinkedHashMap<>();

    /** @throws dev.cairn.server.config.ConfigException when something is unknown, missing or malformed */
    public Configuration load() {
        Map<String, String> flags = new LinkedHashMap<>(settings);
        put(flags, "backend", backend);
        put(flags, "http.host", host);
        put(flags, "http.port", port);
        if (insecureBind) {
            flags.put("http.insecure_bind", "true");
        }
        return Configuration.load(StoreProviders.load(), Sources.ofProcess(flags, file));
    }

    private static void put(Map<String, String> flags, String name, @Nullable String value) {
        if (value != null) {
            flags.put(name, value);
        }
    }
}
