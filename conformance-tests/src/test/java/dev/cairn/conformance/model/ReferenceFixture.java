package dev.cairn.conformance.model;

import dev.cairn.conformance.harness.StoreFixture;
import dev.cairn.spi.Setting;
import dev.cairn.spi.StoreProvider;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Store;
import java.util.List;
import java.util.Map;

/** Each database is its own, and empty. */
final class ReferenceFixture implements StoreFixture {
    @Override
    public StoreProvider provider() {
        return new Provider();
    }

    @Override
    public StoreSettings freshDatabase() {
        return StoreSettings.of("reference", Map.of());
    }

    /** Public, as registered providers are. */
    public static final class Provider implements StoreProvider {
        @Override
        public String name() {
            return "reference";
        }

        @Override
        public List<Setting> settings() {
            return List.of();
        }

        @Override
        public Store open(StoreSettings settings) {
            return new ReferenceStore();
        }
    }
}
