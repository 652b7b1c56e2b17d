package dev.cairn.memory;

import dev.cairn.spi.Setting;
import dev.cairn.spi.StoreProvider;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Store;
import java.util.List;

/** Stores that live in this process and are forgotten with it. */
public final class MemoryProvider implements StoreProvider {
    private static final String MAX_BYTES = "max_bytes";

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public List<Setting> settings() {
        return List.of(Setting.bytes(
                MAX_BYTES, "1g", 1 << 20, Long.MAX_VALUE, "refuse writes beyond about this many bytes held"));
    }

    @Override
    public Store open(StoreSettings settings) {
        return new MemoryStore(settings.bytes(MAX_BYTES));
    }
}
