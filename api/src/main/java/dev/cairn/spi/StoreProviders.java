package dev.cairn.spi;

import dev.cairn.error.InvalidArgument;
import dev.cairn.store.Store;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The one registry of backends: whatever {@link ServiceLoader} finds on the class path. */
public final class StoreProviders {
    private final Map<String, StoreProvider> byName;

    private StoreProviders(Map<String, StoreProvider> byName) {
        this.byName = Collections.unmodifiableMap(byName);
    }

    /** @throws IllegalStateException naming both classes when two providers have one name */
    public static StoreProviders load() {
        return of(ServiceLoader.load(StoreProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList());
    }

    public static StoreProviders of(Collection<? extends StoreProvider> providers) {
        Map<String, StoreProvider> byName = new TreeMap<>();
        for (StoreProvider provider : providers) {
            StoreProvider other = byName.putIfAbsent(provider.name(), provider);
            if (other != null) {
                throw new IllegalStateException("two backends are called " + provider.name() + ": "
                        + other.getClass().getName() + " and "
                        + provider.getClass().getName());
            }
        }
        return new StoreProviders(byName);
    }

    /** In byte order. */
    public List<String> names() {
        return new ArrayList<>(byName.keySet());
    }

    /** @throws InvalidArgument field {@code backend}, naming the choices */
    public StoreProvider named(String name) {
        StoreProvider provider = byName.get(name);
        if (provider == null) {
            throw new InvalidArgument(
                    "backend", "there is no \"" + name + "\"; choose one of " + String.join(", ", byName.keySet()));
        }
        return provider;
    }

    /** Checks the settings against the provider's declarations and opens the store. */
    public Store open(StoreSettings settings) {
        StoreProvider provider = named(settings.backend());
        return provider.open(settings.resolve(provider.settings()));
    }
}
