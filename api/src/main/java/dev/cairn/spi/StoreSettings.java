package dev.cairn.spi;

import dev.cairn.error.InvalidArgument;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Which backend, and its settings by name. Shows secrets to nobody: {@link #toString} holds no values. */
public final class StoreSettings {
    private final String backend;
    private final Map<String, String> values;

    private StoreSettings(String backend, Map<String, String> values) {
        this.backend = backend;
        this.values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    public static StoreSettings of(String backend, Map<String, String> values) {
        return new StoreSettings(backend, values);
    }

    public String backend() {
        return backend;
    }

    /** These settings with {@code value} for {@code name}. */
    public StoreSettings with(String name, String value) {
        Map<String, String> changed = new HashMap<>(values);
        changed.put(name, value);
        return new StoreSettings(backend, changed);
    }

    /** The values given, by name, in byte order. */
    public Map<String, String> values() {
        return values;
    }

    /**
     * Checks every value against what the provider declares and fills in defaults.
     *
     * @throws InvalidArgument naming the setting that is unknown, missing or malformed
     */
    StoreSettings resolve(List<Setting> declared) {
        Map<String, String> resolved = new HashMap<>();
        Map<String, String> unknown = new TreeMap<>(values);
        for (Setting setting : declared) {
            String given = unknown.remove(setting.name());
            String value = given == null ? setting.defaultValue() : given;
            if (value == null) {
                throw new InvalidArgument(
                        setting.name(), "must be set for the " + backend + " backend: " + setting.description());
            }
            SettingValues.check(setting, value);
            resolved.put(setting.name(), value);
        }
        if (!unknown.isEmpty()) {
            throw new InvalidArgument(
                    unknown.keySet().iterator().next(),
                    "is not a setting of the " + backend + " backend; there are "
                            + String.join(
                                    ", ", declared.stream().map(Setting::name).toList()));
        }
        return new StoreSettings(backend, resolved);
    }

    /**
     * Checks one value against its declaration.
     *
     * @throws InvalidArgument naming the setting when the value does not fit
     */
    public static void check(Setting setting, String value) {
        SettingValues.check(setting, value);
    }

    public String text(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("setting not declared: " + name);
        }
        return value;
    }

    public Path path(String name) {
        return Path.of(text(name));
    }

    public boolean flag(String name) {
        return SettingValues.flag(name, text(name));
    }

    public int integer(String name) {
        return Math.toIntExact(SettingValues.integer(name, text(name)));
    }

    public long bytes(String name) {
        return SettingValues.bytes(name, text(name));
    }

    public Duration duration(String name) {
        return SettingValues.duration(name, text(name));
    }

    @Override
    public String toString() {
        return "StoreSettings[" + backend + " " + values.keySet() + "]";
    }
}
