package dev.cairn.store;

import dev.cairn.model.Attribution;
import java.time.Instant;

/** The audit of one workspace, written. Nothing changes or removes an entry (AUDIT-2). */
public interface AuditWriter extends AuditReader {
    /**
     * Has this transaction leave one entry for each of its changes, those made later included, at its commit and in one
     * statement (AUDIT-1). A transaction without changes leaves none. Called again, the last call counts.
     *
     * @param action the operation's name
     */
    void record(Attribution by, String action, Instant at);
}
