package dev.cairn.postgres;

import dev.cairn.spi.Setting;
import dev.cairn.spi.StoreProvider;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Store;
import java.util.List;

/** The provider, with connections that can be listened to. */
public final class RecordingProvider implements StoreProvider {
    @Override
    public String name() {
        return PostgresProvider.NAME;
    }

    @Override
    public List<Setting> settings() {
        return PostgresSettings.DECLARED;
    }

    @Override
    public Store open(StoreSettings settings) {
        PostgresSettings real = PostgresSettings.of(settings);
        return PostgresStore.open(new PostgresSettings(
                real.target(),
                StatementRecorder.wrap(real.source()),
                real.poolSize(),
                real.acquireTimeout(),
                real.pollInterval(),
                real.pgvector()));
    }
}
