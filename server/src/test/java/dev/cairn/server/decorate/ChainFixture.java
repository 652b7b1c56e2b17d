package dev.cairn.server.decorate;

import dev.cairn.conformance.harness.StoreFixture;
import dev.cairn.spi.Setting;
import dev.cairn.spi.StoreProvider;
import dev.cairn.spi.StoreProviders;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Store;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.List;
import java.util.Map;

/** The memory backend inside every decorator. */
public final class ChainFixture implements StoreFixture {
    @Override
    public StoreProvider provider() {
        return new Chained();
    }

    @Override
    public StoreSettings freshDatabase() {
        return StoreSettings.of("memory", Map.of());
    }

    @Override
    public String reportName() {
        return "server-chain";
    }

    /** Opens a decorated store. */
    public static final class Chained implements StoreProvider {
        private final StoreProvider memory = StoreProviders.load().named("memory");

        @Override
        public String name() {
            return memory.name();
        }

        @Override
        public List<Setting> settings() {
            return memory.settings();
        }

        @Override
        public Store open(StoreSettings settings) {
            return Chain.around(memory.open(settings), Chain.Options.DEFAULT, new SimpleMeterRegistry());
        }
    }
}
