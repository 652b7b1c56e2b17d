package dev.cairn.bench.engine;

import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Floor;
import dev.cairn.spi.StoreSettings;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps: nothing below them to compare with. */
final class MemoryBackend implements Backend {
    private static final long MAX_BYTES = Runtime.getRuntime().maxMemory() / 2;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public Database create() {
        return new StoreDatabase(StoreSettings.of("memory", Map.of("max_bytes", Long.toString(MAX_BYTES)))) {
            @Override
            @Nullable
            Floor openFloor() {
                return null;
            }

            @Override
            public long bytes() {
                return 0;
            }

            @Override
            void remove() {}
        };
    }

    @Override
    public Map<String, String> serverEnvironment() {
        return Map.of("CAIRN_BACKEND", "memory", "CAIRN_MEMORY_MAX_BYTES", Long.toString(MAX_BYTES));
    }

    @Override
    public void close() {}
}
