package dev.cairn.logic;

import dev.cairn.model.WorkspaceId;
import dev.cairn.store.Committed;
import dev.cairn.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What every rule works with: a store, one workspace of it, the clock, and where ids come from. */
public record Scope(Store store, WorkspaceId workspace, InstantSource clock, IdMinter ids) {
    Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    <T extends @Nullable Object> Committed<T> write(String operation, Prepared<T> work) {
        return store.write(workspace, operation, work::apply);
    }
}
