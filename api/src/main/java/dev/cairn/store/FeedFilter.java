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
 * @param rootId only changes of this execution and what belongs to it; null for all
 */
public record FeedFilter(Set<EntityKind> kinds, @Nullable String rootId) {
    public static final FeedFilter ALL = new FeedFilter(EnumSet.allOf(EntityKind.class), null);

    public FeedFilter {
        kinds = Set.copyOf(kinds);
    }

    public static FeedFilter root(String rootId) {
        return new FeedFilter(ALL.kinds, rootId);
    }

    public boolean matches(Change change) {
        return kinds.contains(change.kind()) && (rootId == null || rootId.equals(change.rootId()));
    }
}
