package dev.cairn.memory;

import dev.cairn.memory.base.Weight;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.EntityKind;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pcollections.TreePMap;
import org.pcollections.TreePSet;

/**
 * The change feed of a workspace. Immutable.
 *
 * @param byRevision the changes of each transaction that changed something
 * @param last the last change of every living entity: by root, then by entity. One level per root, because its tombstone
 *     stands for everything under it (FEED-5)
 * @param stale what a compaction may drop, so that it need not search: overtaken changes, those under a deleted
 *     root, and tombstones
 * @param compacted the floor of the positions that can be followed (FEED-6)
 * @param bytes what the feed is charged to the memory budget
 */
record FeedLog(
        TreePMap<Long, List<Change>> byRevision,
        TreePMap<Root, TreePMap<Entity, Change>> last,
        TreePSet<Change> stale,
        long compacted,
        long bytes) {

    record Entity(EntityKind kind, String id) implements Comparable<Entity> {
        static Entity of(Change change) {
            return new Entity(change.kind(), change.id());
        }

        @Override
        public int compareTo(Entity other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : id.compareTo(other.id);
        }
    }

    /** What entities belong to: executions and sessions may have the same id. */
    record Root(EntityKind kind, String id) implements Comparable<Root> {
        static Root of(Change change) {
            return new Root(change.kind().root(), change.rootId());
        }

        @Override
        public int compareTo(Root other) {
            int byKind = kind.compareTo(other.kind);
            return byKind != 0 ? byKind : id.compareTo(other.id);
        }
    }

    private static final Comparator<Change> BY_REVISION = Comparator.comparingLong(Change::revision)
            .thenComparing(Change::kind)
            .thenComparing(Change::rootId)
            .thenComparing(Change::id);

    /** @param since positions below it belong to an earlier workspace of the same name */
    static FeedLog startingAt(long since) {
        return new FeedLog(TreePMap.empty(), TreePMap.empty(), TreePSet.empty(BY_REVISION), since, 0);
    }

    /** The changes of an execution or session that is being deleted, and of all under it, are stale from now on. */
    FeedLog bury(EntityKind kind, String id) {
        Root root = new Root(kind, id);
        TreePMap<Entity, Change> under = last.get(root);
        return under == null
                ? this
                : new FeedLog(byRevision, last.minus(root), stale.plusAll(under.values()), compacted, bytes);
    }

    FeedLog append(long revision, List<Change> changes) {
        TreePMap<Root, TreePMap<Entity, Change>> living = last;
        TreePSet<Change> dead = stale;
        long grown = 0;
        for (Change change : changes) {
            Root root = Root.of(change);
            Entity entity = Entity.of(change);
            TreePMap<Entity, Change> under = living.getOrDefault(root, TreePMap.empty());
            grown += Weight.of(change);
            if (change.op() == ChangeOp.PUT) {
                Change old = under.get(entity);
                dead = old == null ? dead : dead.plus(old);
                living = living.plus(root, under.plus(entity, change));
            } else if (change.kind().takesAlong(change.kind())) {
                // what stood under it was buried when it was deleted
                dead = dead.plus(change);
            } else {
                Change old = under.get(entity);
                dead = (old == null ? dead : dead.plus(old)).plus(change);
                living = living.plus(root, under.minus(entity));
            }
        }
        return new FeedLog(byRevision.plus(revision, List.copyOf(changes)), living, dead, compacted, bytes + grown);
    }

    /** Drops about {@code limit} changes at or below {@code through} that nobody needs who starts from the start. */
    Compaction compact(long through, int limit) {
        TreePMap<Long, List<Change>> kept = byRevision;
        TreePSet<Change> dead = stale;
        long freed = 0;
        int dropped = 0;
        while (dropped < limit && !dead.isEmpty() && dead.first().revision() <= through) {
            long revision = dead.first().revision();
            // a transaction of any size is filtered once, not once per change
            Set<Change> drop = new HashSet<>();
            while (!dead.isEmpty() && dead.first().revision() == revision) {
                Change change = dead.first();
                freed += Weight.of(change);
                drop.add(change);
                dead = dead.minusFirst();
            }
            dropped += drop.size();
            List<Change> left = new ArrayList<>(kept.getOrDefault(revision, List.of()));
            left.removeIf(drop::contains);
            kept = left.isEmpty() ? kept.minus(revision) : kept.plus(revision, List.copyOf(left));
        }
        return new Compaction(new FeedLog(kept, last, dead, Math.max(compacted, through), bytes - freed), dropped);
    }

    record Compaction(FeedLog feed, int dropped) {}
}
