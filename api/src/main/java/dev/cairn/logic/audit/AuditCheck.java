package dev.cairn.logic.audit;

import dev.cairn.model.AuditSeal;
import org.jspecify.annotations.Nullable;

/**
 * What a verification of the audit found.
 *
 * @param head the last link that holds
 * @param unsealed entries after it; not counted where the chain is broken
 * @param broken where it breaks first; null where it holds
 */
public record AuditCheck(
        AuditSeal head, long unsealed, @Nullable Break broken) {
    public boolean holds() {
        return broken == null;
    }

    /** What is wrong with a link. */
    public enum Fault {
        /** The link or its entry is not there. */
        MISSING,
        /** Entry and hash do not fit each other or the link before. */
        CHANGED,
        /** Before the entry of the link stands one that was never sealed. */
        INSERTED,
        /** The kept head is another: the chain was made anew. */
        REPLACED,
        /** The kept head lies beyond the end. */
        TRUNCATED
    }

    /**
     * The first link that does not hold.
     *
     * @param explanation for a person
     */
    public record Break(long sequence, Fault fault, String explanation) {}
}
