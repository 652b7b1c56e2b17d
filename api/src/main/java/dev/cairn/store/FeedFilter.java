package dev.cairn.store;

import dev.cairn.model.Change;
import dev.cairn.model.EntityKind;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which changes to show.
 *
 * @param kinds at least one
 * @param rootId only changes with this root, of whichever kind it is; null for all
 */
public record FeedFilter(Set<EntityKind> kinds, @Nullable String rootId) {
    public static final FeedFilter ALL = new FeedFilter(EnumSet.allOf(EntityKind.class), null);

    public FeedFilter {
        kinds = Set.copyOf(kinds);
    }

    /** An execution and what belongs to it. */
    public static FeedFilter root(String rootId) {
        return of(EntityKind.EXECUTION, rootId);
    }

    /** An entity of a kind that others belong to, and these. */
    public static FeedFilter of(EntityKind root, String rootId) {
        EnumSet<EntityKind> kinds = EnumSet.copyOf(ALL.kinds);
        kinds.removeIf(kind -> kind.root() != root);
        return new FeedFilter(kinds, rootId);
    }

    public boolean matches(Change change) {
        return kinds.contains(change.kind()) && (rootId == null || rootId.equals(change.rootId()));
    }
}
