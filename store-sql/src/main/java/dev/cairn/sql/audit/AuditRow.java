package dev.cairn.sql.audit;

import dev.cairn.model.AuditFilter;
import dev.cairn.sql.base.Micros;
import dev.cairn.sql.feed.ChangeRow;
import dev.cairn.sql.feed.IdKey;
import org.jspecify.annotations.Nullable;

/** An {@link AuditFilter} as parameters, but for its end, which is a place to begin at. */
public record AuditRow(
        @Nullable String actor,
        @Nullable String action,
        @Nullable String root,
        @Nullable Integer kind,
        @Nullable String id,
        @Nullable Long from) {

    /** As an engine may store it. */
    public @Nullable Object rootKey() {
        return root == null ? null : IdKey.of(root);
    }

    /** As an engine may store it. */
    public @Nullable Object idKey() {
        return id == null ? null : IdKey.of(id);
    }

    static AuditRow of(AuditFilter f) {
        return new AuditRow(
                f.actor(),
                f.action(),
                f.rootId(),
                f.kind() == null ? null : (Integer) ChangeRow.kind(f.kind()),
                f.entityId(),
                Micros.ofNullable(f.from()));
    }
}
