package dev.cairn.model;

import java.time.Instant;

/** A place in a list of audit entries ordered by time and then place: strictly beyond the entry with exactly these values. */
public record AuditKey(Instant time, AuditPlace place) {
    public static AuditKey of(AuditEntry entry) {
        return new AuditKey(entry.time(), entry.place());
    }
}
