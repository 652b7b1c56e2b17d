package dev.cairn.postgres;

import dev.cairn.spi.Setting;
import dev.cairn.spi.StoreProvider;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Store;
import java.util.List;

/** Opens stores on a PostgreSQL database, version 14 or later, that other processes may use at the same time. */
public final class PostgresProvider implements StoreProvider {
    static final String NAME = "postgres";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Setting> settings() {
        return PostgresSettings.DECLARED;
    }

    @Override
    public Store open(StoreSettings settings) {
        return PostgresStore.open(PostgresSettings.of(settings));
    }
}
