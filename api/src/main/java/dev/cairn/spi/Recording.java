package dev.cairn.spi;

import dev.cairn.model.Attribution;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.Change;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a transaction was told to leave in the audit (AUDIT-1). */
public record Recording(Attribution by, String action, Instant at) {
    /** One entry for each change, in their order. */
    public List<AuditEntry> of(List<Change> changes) {
        List<AuditEntry> entries = new ArrayList<>(changes.size());
        for (Change change : changes) {
            entries.add(new AuditEntry(entries.size(), at, by.actor(), by.reason(), action, change));
        }
        return entries;
    }
}
