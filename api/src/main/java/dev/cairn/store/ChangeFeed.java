package dev.cairn.store;

import dev.cairn.error.FeedCompacted;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.NotFound;
import dev.cairn.model.Change;
import dev.cairn.model.Position;
import java.util.List;

/**
 * What changed in one workspace, in commit order. Pulling with {@link #after} is the contract; a nudge from
 * {@link #onCommit} is only a hint to pull sooner.
 *
 * <p>Once a reader has been shown revision n, nothing at or below n appears later, however long another transaction was
 * stalled (FEED-2).
 */
public interface ChangeFeed {
    /**
     * The position of a snapshot taken now: every write that has returned is at or before it.
     *
     * @throws NotFound kind {@code workspace}
     */
    Position head();

    /**
     * The changes strictly after {@code position}, ascending by revision. Those of one transaction are never split: a
     * page holds at least {@code limit} changes, if there are so many, and then the rest of its last transaction
     * (FEED-3). A page that is not full ends at what can be shown now. The {@code next} of a page that began at the start
     * can itself be followed, page by page, also below a compaction that was done before (FEED-6).
     *
     * @param limit about how many changes, 1 or more
     * @throws FeedCompacted when following from there would miss changes, or the position is of another life of the
     *     store or beyond its head (FEED-6)
     * @throws InvalidArgument field {@code position} when this engine cannot read it
     * @throws NotFound kind {@code workspace}
     */
    ChangePage after(Position position, FeedFilter filter, int limit);

    /**
     * Calls {@code nudge} some time after a commit became visible; several commits may share a call, and calls may come
     * without one. It MUST return at once. The thread is the store's.
     *
     * @return ends the calls when closed
     */
    Subscription onCommit(Runnable nudge);

    /** Some changes, and where to go on from: {@code next} advances also when the filter let nothing through. */
    record ChangePage(List<Change> changes, Position next) {
        public ChangePage {
            changes = List.copyOf(changes);
        }
    }

    /** Ends something when closed; closing twice is fine. */
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
