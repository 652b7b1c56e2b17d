package dev.cairn.logic;

import dev.cairn.model.Attribution;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.Committed;
import dev.cairn.store.Store;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What every rule works with: a store, one workspace of it, the clock, where ids come from, and on whose behalf.
 *
 * @param by null: writes leave no entries in the audit
 */
public record Scope(
        Store store,
        WorkspaceId workspace,
        InstantSource clock,
        IdMinter ids,
        @Nullable Attribution by) {
    /** The same on behalf of {@code by}; null for nobody's. */
    public Scope as(@Nullable Attribution by) {
        return new Scope(store, workspace, clock, ids, by == null ? null : Attributions.check(by));
    }

    /** The clock's time, cut to microseconds, which is what stores keep (TIME-1). */
    public Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * The one way in which rules write: what the work changed is audited in its own transaction (AUDIT-1).
     *
     * @param operation names it in the audit and in metrics, such as "executions.create"
     */
    public <T extends @Nullable Object> Committed<T> write(String operation, Prepared<T> work) {
        if (by == null) {
            return store.write(workspace, operation, work::apply);
        }
        Instant at = now();
        return store.write(workspace, operation, tx -> {
            T value = work.apply(tx);
            tx.audit().record(by, operation, at);
            return value;
        });
    }
}
