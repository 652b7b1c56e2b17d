package dev.cairn.store;

import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditFilter;
import dev.cairn.model.AuditKey;
import dev.cairn.model.AuditPlace;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The audit of one workspace, read. Entries of the transaction that reads are not among them: it has no revision yet. */
public interface AuditReader {
    Optional<AuditEntry> find(AuditPlace place);

    /**
     * Newest first, by time and then place, all descending (PAGE-1).
     *
     * @param after strictly beyond this entry; null from the newest
     */
    List<AuditEntry> page(AuditFilter filter, @Nullable AuditKey after, int limit);

    /** The entries strictly after a place, ascending by place. */
    List<AuditEntry> after(AuditPlace place, int limit);

    /**
     * The same, up to where no entry can appear any more, however long another transaction has been stalled (AUDIT-5). An
     * entry gets there some time after its commit.
     */
    List<AuditEntry> settled(AuditPlace after, int limit);
}
