package dev.cairn.logic.memory;

import dev.cairn.logic.Scope;
import java.time.Duration;
import java.time.Instant;

/** What has to be done to memories from time to time, in batches short enough to run beside all else. */
public final class MemoryUpkeep {
    private static final int BATCH = 100;

    private final Scope scope;

    MemoryUpkeep(Scope scope) {
        this.scope = scope;
    }

    /**
     * Deletes memories that are past their expiry, and removes such versions; returns how many memories. Nothing showed them
     * any more (MEM-4).
     */
    public int expire() {
        Instant now = scope.now();
        int expired = 0;
        int batch;
        do {
            batch = scope.write("retention.memories", tx -> MemoryWrites.collect(tx, now, BATCH))
                    .value();
            expired += batch;
        } while (batch == BATCH);
        do {
            batch = scope.write("retention.memoryVersions", tx -> tx.memories().dropExpired(now, BATCH))
                    .value();
        } while (batch == BATCH);
        return expired;
    }

    /** Forgets memories deleted longer ago than {@code since}, with all their versions; returns how many (MEM-2). */
    public int forget(Duration since) {
        Instant before = scope.now().minus(since);
        int forgotten = 0;
        int batch;
        do {
            batch = scope.write("retention.forgetMemories", tx -> tx.memories().forget(before, BATCH))
                    .value();
            forgotten += batch;
        } while (batch == BATCH);
        return forgotten;
    }
}
