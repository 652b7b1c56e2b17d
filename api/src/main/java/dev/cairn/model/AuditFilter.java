package dev.cairn.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which entries to list. All conditions must hold; null means no condition.
 *
 * @param rootId what the entity belongs to, of whichever kind it is, as in {@link Change}
 * @param kind of the entity; only beside a root
 * @param entityId of the entity within its kind and root; only beside a kind
 * @param from not before
 * @param before earlier than
 */
public record AuditFilter(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String rootId,
        @Nullable EntityKind kind,
        @Nullable String entityId,
        @Nullable Instant from,
        @Nullable Instant before) {
    public static final AuditFilter ALL = new AuditFilter(null, null, null, null, null, null, null);

    public static AuditFilter actor(String actor) {
        return new AuditFilter(actor, null, null, null, null, null, null);
    }

    public static AuditFilter action(String action) {
        return new AuditFilter(null, action, null, null, null, null, null);
    }

    /** Everything about an entity and what belongs to it. */
    public static AuditFilter root(String rootId) {
        return new AuditFilter(null, null, rootId, null, null, null, null);
    }

    /** The one definition of what matches that every backend shares (clause AUDIT-3). */
    public boolean matches(AuditEntry entry) {
        Change change = entry.change();
        return (actor == null || actor.equals(entry.actor()))
                && (action == null || action.equals(entry.action()))
                && (rootId == null || rootId.equals(change.rootId()))
                && (kind == null || kind == change.kind())
                && (entityId == null || entityId.equals(change.id()))
                && (from == null || !entry.time().isBefore(from))
                && (before == null || entry.time().isBefore(before));
    }
}
