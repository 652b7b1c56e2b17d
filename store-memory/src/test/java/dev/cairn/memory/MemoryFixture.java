package dev.cairn.memory;

import dev.cairn.conformance.harness.StoreFixture;
import dev.cairn.spi.StoreProvider;
import dev.cairn.spi.StoreSettings;
import java.util.Map;

/** Each store is a database of its own. */
public final class MemoryFixture implements StoreFixture {
    @Override
    public StoreProvider provider() {
        return new MemoryProvider();
    }

    @Override
    public StoreSettings freshDatabase() {
        return StoreSettings.of("memory", Map.of());
    }
}
