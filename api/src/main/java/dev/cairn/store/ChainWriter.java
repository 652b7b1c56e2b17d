package dev.cairn.store;

import dev.cairn.error.ConditionFailed;
import dev.cairn.model.AuditSeal;
import java.util.List;

/** The hash chain over the audit of one workspace, written. */
public interface ChainWriter extends ChainReader {
    /**
     * Adds links in one statement. The feed tells it as one change, kind "audit", root and id "chain", version the last
     * sequence.
     *
     * @param head what {@link #head()} must be
     * @param seals one or more, whose sequences follow it and each other
     * @throws ConditionFailed kind "chain" with the actual last sequence
     */
    void append(AuditSeal head, List<AuditSeal> seals);
}
