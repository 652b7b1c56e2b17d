package dev.cairn.store;

import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import java.util.List;
import java.util.Optional;

/** The hash chain over the audit of one workspace, read (AUDIT-4). */
public interface ChainReader {
    /** The last link; {@link AuditSeal#NONE} where nothing was sealed yet. */
    AuditSeal head();

    /** The links strictly after a sequence, ascending. */
    List<AuditSeal> after(long sequence, int limit);

    /** The link that seals an entry. */
    Optional<AuditSeal> find(AuditPlace place);
}
