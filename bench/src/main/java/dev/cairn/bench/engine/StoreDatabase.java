package dev.cairn.bench.engine;

import dev.cairn.Cairn;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Floor;
import dev.cairn.spi.StoreSettings;
import org.jspecify.annotations.Nullable;

/** A database of some backend, through the embedded entry. */
abstract class StoreDatabase implements Backend.Database {
    private final StoreSettings settings;
    private @Nullable Cairn cairn;

    StoreDatabase(StoreSettings settings) {
        this.settings = settings;
        this.cairn = Cairn.open(settings);
    }

    @Override
    public final Cairn cairn() {
        Cairn open = cairn;
        if (open == null) {
            throw new IllegalStateException("the store was closed, for the floor to work on its database");
        }
        return open;
    }

    @Override
    public final long reopen() {
        shut();
        long began = System.nanoTime();
        cairn = Cairn.open(settings);
        return System.nanoTime() - began;
    }

    @Override
    public final @Nullable Floor floor() throws Exception {
        shut();
        return openFloor();
    }

    abstract @Nullable Floor openFloor() throws Exception;

    final void shut() {
        if (cairn != null) {
            cairn.close();
            cairn = null;
        }
    }

    abstract void remove() throws Exception;

    @Override
    public final void close() throws Exception {
        shut();
        remove();
    }
}
