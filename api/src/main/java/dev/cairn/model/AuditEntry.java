package dev.cairn.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody changed one entity (clause AUDIT-1). Never changed, and removed only with its workspace.
 *
 * @param ordinal 0, 1, 2 ... among the entries of its transaction
 * @param time of the writer's clock; may lie before that of an entry with a lower revision
 * @param actor who did it
 * @param reason why, in the actor's words; null where none was given
 * @param action the operation, such as {@code executions.create}
 * @param change what it did, as the feed tells it
 */
public record AuditEntry(
        int ordinal, Instant time, String actor, @Nullable String reason, String action, Change change) {

    public AuditPlace place() {
        return new AuditPlace(change.revision(), ordinal);
    }

    public String id() {
        return place().id();
    }
}
