package dev.cairn.sqlite;

import dev.cairn.spi.Setting;
import dev.cairn.spi.StoreProvider;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Store;
import java.util.List;

/** Stores in a SQLite file, for one process. */
public final class SqliteProvider implements StoreProvider {
    @Override
    public String name() {
        return "sqlite";
    }

    @Override
    public List<Setting> settings() {
        return SqliteSettings.DECLARED;
    }

    @Override
    public Store open(StoreSettings settings) {
        return SqliteStore.open(SqliteSettings.of(settings));
    }
}
