package dev.cairn.conformance.mutant;

import dev.cairn.error.FeedCompacted;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Position;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.FeedFilter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Defects in the feed. */
final class FeedMutants {
    private FeedMutants() {}

    static final List<Mutant> ALL = List.of(
            mutant("reordered-feed", "FEED-2", "the newest changes come first", feed -> pages(feed, List::reversed)),
            new Mutant(
                    "late-entry",
                    "FEED-2",
                    "a transaction that commits late stands before what was shown",
                    BackFilledStore::new),
            mutant(
                    "missing-revision",
                    "FEED-1",
                    "a transaction is left out while a newer one is shown",
                    feed -> pages(feed, FeedMutants::withoutLastButOne)),
            mutant(
                    "root-lags",
                    "FEED-3",
                    "of one root, what came last is passed over until more has come",
                    FeedMutants::rootLags),
            mutant("split-transaction", "FEED-3", "a page ends inside a transaction", FeedMutants::splits),
            mutant("stale-position", "FEED-4", "the head is one revision behind", FeedMutants::staleHead),
            mutant(
                    "no-tombstone",
                    "FEED-5",
                    "deleted executions leave nothing",
                    feed -> pages(feed, FeedMutants::withoutTombstones)),
            mutant("expired-accepted", "FEED-6", "a compacted position goes on from the start", FeedMutants::restarts),
            mutant("silent-nudge", "FEED-8", "nobody is told of commits", FeedMutants::silent));

    private static Mutant mutant(
            String name, String clause, String defect, Function<ChangeFeed, ForwardingFeed> plant) {
        return new Mutant(name, clause, defect, Plants.feed(plant));
    }

    private static ForwardingFeed pages(ChangeFeed right, UnaryOperator<List<Change>> defect) {
        return new ForwardingFeed(right) {
            @Override
            public ChangePage after(Position position, FeedFilter filter, int limit) {
                ChangePage page = super.after(position, filter, limit);
                return new ChangePage(defect.apply(page.changes()), page.next());
            }
        };
    }

    private static List<Change> withoutLastButOne(List<Change> changes) {
        Set<Long> revisions = new LinkedHashSet<>();
        changes.forEach(change -> revisions.add(change.revision()));
        if (revisions.size() < 2) {
            return changes;
        }
        long late = List.copyOf(revisions).get(revisions.size() - 2);
        return changes.stream().filter(change -> change.revision() != late).toList();
    }

    private static List<Change> withoutTombstones(List<Change> changes) {
        return changes.stream()
                .filter(change -> change.op() != ChangeOp.DELETE || change.kind() != EntityKind.EXECUTION)
                .toList();
    }

    private static ForwardingFeed rootLags(ChangeFeed right) {
        return new ForwardingFeed(right) {
            @Override
            public ChangePage after(Position position, FeedFilter filter, int limit) {
                ChangePage page = super.after(position, filter, limit);
                long shown = super.head().revision() - 2;
                return filter.rootId() == null
                        ? page
                        : new ChangePage(
                                page.changes().stream()
                                        .filter(change -> change.revision() < shown)
                                        .toList(),
                                page.next());
            }
        };
    }

    private static ForwardingFeed splits(ChangeFeed right) {
        return new ForwardingFeed(right) {
            @Override
            public ChangePage after(Position position, FeedFilter filter, int limit) {
                ChangePage page = super.after(position, filter, limit);
                return page.changes().size() <= limit
                        ? page
                        : new ChangePage(page.changes().subList(0, limit), page.next());
            }
        };
    }

    private static ForwardingFeed staleHead(ChangeFeed right) {
        return new ForwardingFeed(right) {
            @Override
            public Position head() {
                Position head = super.head();
                return new Position(head.epoch(), Math.max(0, head.revision() - 1), null);
            }
        };
    }

    private static ForwardingFeed restarts(ChangeFeed right) {
        return new ForwardingFeed(right) {
            @Override
            public ChangePage after(Position position, FeedFilter filter, int limit) {
                try {
                    return super.after(position, filter, limit);
                } catch (FeedCompacted e) {
                    return super.after(Position.START, filter, limit);
                }
            }
        };
    }

    private static ForwardingFeed silent(ChangeFeed right) {
        return new ForwardingFeed(right) {
            @Override
            public Subscription onCommit(Runnable nudge) {
                return super.onCommit(() -> {});
            }
        };
    }
}
