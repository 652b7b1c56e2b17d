package dev.cairn.memory;

import dev.cairn.model.WorkspaceId;
import dev.cairn.store.Maintenance;
import java.util.Map;

/** Upkeep: only the feed needs any. */
final class MemoryMaintenance implements Maintenance {
    private final MemoryStore store;
    private final Budget budget;

    MemoryMaintenance(MemoryStore store, Budget budget) {
        this.store = store;
        this.budget = budget;
    }

    @Override
    public int compactFeed(WorkspaceId workspace, long through, int limit) {
        store.refuseInside("maintenance.compactFeed");
        return store.require(workspace).change(tables -> {
            FeedLog.Compaction compaction = tables.feed.compact(Math.min(through, tables.head), limit);
            tables.feed = compaction.feed();
            return compaction.dropped();
        });
    }

    /** Memory has no write-ahead data. */
    @Override
    public void checkpoint() {
        store.requireOpen();
    }

    @Override
    public Map<String, Long> statistics() {
        return Map.of(
                "memory_bytes", budget.used(), "workspaces", (long) store.all().size());
    }
}
