package dev.cairn.server.config;

import dev.cairn.error.InvalidArgument;
import dev.cairn.spi.Setting;
import dev.cairn.spi.StoreProvider;
import dev.cairn.spi.StoreProviders;
import dev.cairn.spi.StoreSettings;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Flags over environment over file over defaults; anything unknown or malformed is refused, nothing falls back. */
final class ConfigLoader {
    private static final String DEFAULT_FILE = "cairn.properties";
    private static final String DEFAULT_BACKEND = "sqlite";

    private record Given(String value, Value.Source source, String where) {}

    private final StoreProviders providers;
    private final Setting backendSetting;
    private final Map<String, Setting> known = new TreeMap<>();

    ConfigLoader(StoreProviders providers) {
        this.providers = providers;
        this.backendSetting =
                Setting.choice("backend", DEFAULT_BACKEND, providers.names(), "which storage backend serves");
        known.put(Names.BACKEND, backendSetting);
        ServerSettings.ALL.forEach(setting -> known.put(Names.server(setting), setting));
        for (String name : providers.names()) {
            StoreProvider provider = providers.named(name);
            provider.settings().forEach(setting -> known.put(Names.of(provider, setting), setting));
        }
    }

    Configuration load(Sources sources) {
        Map<String, Given> given = new HashMap<>();
        fromFile(sources, given);
        fromEnvironment(sources, given);
        sources.flags().forEach((key, value) -> {
            String name = known(Names.canonical(key), "on the command line");
            given.put(name, new Given(value, Value.Source.FLAG, "on the command line"));
        });
        StoreProvider provider = backend(given.get(Names.BACKEND));
        Map<String, Value> values = new LinkedHashMap<>();
        add(values, given, Names.BACKEND, backendSetting);
        provider.settings().forEach(setting -> add(values, given, Names.of(provider, setting), setting));
        ServerSettings.ALL.forEach(setting -> add(values, given, Names.server(setting), setting));
        return new Configuration(provider, values);
    }

    private static void add(Map<String, Value> values, Map<String, Given> given, String name, Setting setting) {
        Given found = given.get(name);
        String value = found == null ? setting.defaultValue() : found.value();
        if (value == null) {
            throw new ConfigException(name + " must be set: " + setting.description());
        }
        try {
            StoreSettings.check(setting, value);
        } catch (InvalidArgument e) {
            throw new ConfigException(name + "=" + new Value(name, value, Value.Source.FLAG, setting).shown() + " ("
                    + (found == null ? "default" : found.where()) + ") " + e.why());
        }
        values.put(name, new Value(name, value, found == null ? Value.Source.DEFAULT : found.source(), setting));
    }

    private StoreProvider backend(@Nullable Given given) {
        String name = given == null ? DEFAULT_BACKEND : given.value();
        try {
            return providers.named(name);
        } catch (InvalidArgument e) {
            String where = given == null ? "default" : given.where();
            throw new ConfigException(Names.BACKEND + "=" + name + " (" + where + ") is not a backend; choose one of "
                    + String.join(", ", providers.names()));
        }
    }

    private void fromEnvironment(Sources sources, Map<String, Given> given) {
        new TreeMap<>(sources.environment()).forEach((name, value) -> {
            if (name.startsWith("CAIRN_") && !Names.forOthers(name)) {
                known(name, "in the environment");
                given.put(name, new Given(value, Value.Source.ENVIRONMENT, "in the environment"));
            }
        });
    }

    private void fromFile(Sources sources, Map<String, Given> given) {
        Path file = sources.file() == null ? sources.directory().resolve(DEFAULT_FILE) : sources.file();
        if (sources.file() == null && !Files.exists(file)) {
            return;
        }
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigException("--config " + file + " cannot be read: " + e);
        }
        String where = "in " + file;
        new TreeMap<>(properties).forEach((key, value) -> {
            String name = known(Names.canonical((String) key), where);
            given.put(name, new Given(((String) value).strip(), Value.Source.FILE, where));
        });
    }

    private String known(String name, String where) {
        if (known.containsKey(name)) {
            return name;
        }
        String nearest = known.keySet().stream()
                .min(Comparator.comparingInt(other -> Names.distance(name, other)))
                .orElse(Names.BACKEND);
        String hint = Names.distance(name, nearest) <= 4
                ? "; did you mean " + nearest + "?"
                : "; `cairn config` lists the settings there are";
        throw new ConfigException(name + " (" + where + ") is not a setting" + hint);
    }
}
