package dev.cairn.memory;

import dev.cairn.model.Change;
import dev.cairn.model.WorkspaceId;
import dev.cairn.store.Maintenance;
import java.util.ArrayList;
import java.util.List;
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
            long last = Math.min(through, tables.head);
            tables.compactedThrough = Math.max(tables.compactedThrough, last);
            int dropped = 0;
            for (Map.Entry<Long, List<Change>> commit :
                    tables.changes.headMap(last, true).entrySet()) {
                if (dropped >= limit) {
                    break;
                }
                List<Change> kept = new ArrayList<>(commit.getValue());
                kept.removeIf(tables::dropOvertaken);
                dropped += commit.getValue().size() - kept.size();
                tables.changes = kept.isEmpty()
                        ? tables.changes.minus(commit.getKey())
                        : tables.changes.plus(commit.getKey(), List.copyOf(kept));
            }
            tables.bytes -= dropped * Weight.CHANGE;
            return dropped;
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
