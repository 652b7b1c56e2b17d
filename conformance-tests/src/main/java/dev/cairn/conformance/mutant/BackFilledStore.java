package dev.cairn.conformance.mutant;

import dev.cairn.model.Change;
import dev.cairn.model.Position;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.ForwardingStore;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.Committed;
import dev.cairn.store.FeedFilter;
import dev.cairn.store.Store;
import dev.cairn.store.Write;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * Numbers transactions when they begin, as a sequence in an insert does: one that commits late is shown below what was
 * shown before. To be right about everything else, it translates revisions both ways.
 */
final class BackFilledStore extends ForwardingStore {
    private static final int MANY = 100_000;
    private static final long WINDOW_NANOS = 1_000_000;

    private final AtomicLong begun = new AtomicLong();
    private final Map<Long, Long> shownAs = new ConcurrentHashMap<>();

    BackFilledStore(Store delegate) {
        super(delegate);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> Committed<T> write(
            WorkspaceId workspace, String operation, Write<T, X> work) throws X {
        long number = begun.incrementAndGet();
        if (number % 2 == 0) {
            // later ones overtake it also where writers queue
            LockSupport.parkNanos(WINDOW_NANOS);
        }
        Committed<T> committed = super.write(workspace, operation, work);
        if (committed.revision() == 0) {
            return committed;
        }
        shownAs.put(committed.revision(), number);
        return new Committed<>(committed.value(), number);
    }

    @Override
    public ChangeFeed feed(WorkspaceId workspace) {
        return new ForwardingFeed(super.feed(workspace)) {
            @Override
            public Position head() {
                long last = shown(FeedFilter.ALL).stream()
                        .mapToLong(Change::revision)
                        .max()
                        .orElse(0);
                return new Position(super.head().epoch(), last, null);
            }

            @Override
            public ChangePage after(Position position, FeedFilter filter, int limit) {
                List<Change> page = new ArrayList<>();
                long last = position.revision();
                for (Change change : shown(filter)) {
                    if (change.revision() > position.revision() && (page.size() < limit || change.revision() == last)) {
                        page.add(change);
                        last = change.revision();
                    }
                }
                return new ChangePage(page, new Position(position.epoch(), last, position.seen()));
            }

            private List<Change> shown(FeedFilter filter) {
                List<Change> shown = new ArrayList<>();
                for (Change c : right.after(Position.START, filter, MANY).changes()) {
                    Long number = shownAs.get(c.revision());
                    if (number != null) {
                        shown.add(new Change(number, c.kind(), c.rootId(), c.id(), c.op(), c.version()));
                    }
                }
                shown.sort(Comparator.comparingLong(Change::revision));
                return shown;
            }
        };
    }
}
