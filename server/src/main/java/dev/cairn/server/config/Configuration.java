package dev.cairn.server.config;

import dev.cairn.spi.StoreProvider;
import dev.cairn.spi.StoreProviders;
import dev.cairn.spi.StoreSettings;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The effective configuration: every value known, checked, and with its source. */
public final class Configuration {
    private final StoreProvider provider;
    private final Map<String, Value> values;

    Configuration(StoreProvider provider, Map<String, Value> values) {
        this.provider = provider;
        this.values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /** Reads flags, environment and file. See {@link ConfigLoader}. */
    public static Configuration load(StoreProviders providers, Sources sources) {
        return new ConfigLoader(providers).load(sources);
    }

    /** All effective values: the backend, its settings, the server's. */
    public List<Value> values() {
        return List.copyOf(values.values());
    }

    public String backend() {
        return provider.name();
    }

    /** The backend's settings that were given; its provider knows the defaults. */
    public StoreSettings storeSettings() {
        String prefix = Names.prefix(provider);
        Map<String, String> given = new LinkedHashMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix) && value.value() != null && value.source() != Value.Source.DEFAULT) {
                given.put(value.setting().name(), value.value());
            }
        });
        return StoreSettings.of(provider.name(), given);
    }

    public StoreProvider provider() {
        return provider;
    }

    public String text(String setting) {
        return server().text(setting);
    }

    public int integer(String setting) {
        return server().integer(setting);
    }

    public long number(String setting) {
        return Long.parseLong(server().text(setting));
    }

    public long bytes(String setting) {
        return server().bytes(setting);
    }

    public boolean flag(String setting) {
        return server().flag(setting);
    }

    public Duration duration(String setting) {
        return server().duration(setting);
    }

    /** The parts of a value separated by commas; blanks around them do not count. */
    public Set<String> names(String setting) {
        return Arrays.stream(text(setting).split(","))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    private StoreSettings server() {
        Map<String, String> all = new LinkedHashMap<>();
        ServerSettings.ALL.forEach(setting -> {
            Value value = values.get(Names.server(setting));
            if (value != null && value.value() != null) {
                all.put(setting.name(), value.value());
            }
        });
        return StoreSettings.of("server", all);
    }

    /** {@code NAME=value}, masked, of the setting an operator would look at first when this backend does not open. */
    public String mainSetting() {
        return provider.settings().stream()
                .findFirst()
                .map(setting -> values.get(Names.of(provider, setting)))
                .map(value -> value == null ? Names.BACKEND + "=" + backend() : value.name() + "=" + value.shown())
                .orElse(Names.BACKEND + "=" + backend());
    }
}
