package dev.cairn.postgres;

import dev.cairn.spi.StoreProviders;
import dev.cairn.spi.StoreSettings;
import java.util.List;
import java.util.Map;

/** Opens stores on test databases. */
final class TestStores {
    private TestStores() {}

    static StoreSettings settings(String url) {
        return StoreSettings.of(PostgresProvider.NAME, Map.of("url", url));
    }

    static PostgresStore open(String url) {
        return open(settings(url));
    }

    static PostgresStore open(StoreSettings settings) {
        return (PostgresStore)
                StoreProviders.of(List.of(new PostgresProvider())).open(settings);
    }
}
