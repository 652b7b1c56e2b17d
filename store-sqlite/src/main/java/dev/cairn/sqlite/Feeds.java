package dev.cairn.sqlite;

import dev.cairn.error.FeedCompacted;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.NotFound;
import dev.cairn.model.Change;
import dev.cairn.model.Position;
import dev.cairn.sql.feed.ChangeRow;
import dev.cairn.sql.feed.IdKey;
import dev.cairn.store.ChangeFeed.ChangePage;
import dev.cairn.store.FeedFilter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads the change log. One writer commits in the order of revisions, so what is at or below the head is all there ever
 * will be (FEED-2).
 *
 * <p>A follower that began at the start goes through revisions that compaction has thinned out. It misses nothing as long
 * as compaction has not gone on since it began, so its positions note how far compaction had come ({@link Position#seen}).
 */
final class Feeds {
    private static final int FETCH = 500;
    private static final long MORE = 20;

    private final String epoch;

    Feeds(String epoch) {
        this.epoch = epoch;
    }

    /** The place of the snapshot that the link is in. */
    Position head(Link link, String workspace) {
        return new Position(epoch, state(link, workspace).head(), null);
    }

    private static FeedState state(Link link, String workspace) {
        FeedState state = link.feed().state(workspace);
        if (state == null) {
            throw new NotFound("workspace", workspace);
        }
        return state;
    }

    ChangePage after(Link link, String workspace, Position position, FeedFilter filter, int limit) {
        FeedState state = state(link, workspace);
        Long since = check(position, state);
        List<Change> changes = new ArrayList<>();
        long revision = position.revision();
        int ordinal = Integer.MAX_VALUE;
        // a few more: the last transaction may go on beyond the limit
        int fetch = filter.rootId() == null ? (int) Math.min(FETCH, limit + MORE) : FETCH;
        while (true) {
            List<ChangeRow> rows = fetch(link, workspace, state, filter, revision, ordinal, fetch);
            for (ChangeRow row : rows) {
                if (changes.size() >= limit && row.revision() > revision) {
                    return new ChangePage(changes, position(revision, since));
                }
                revision = row.revision();
                ordinal = row.ordinal();
                for (Change change : row.changes()) {
                    if (filter.matches(change)) {
                        changes.add(change);
                    }
                }
            }
            if (rows.size() < fetch) {
                return new ChangePage(changes, position(Math.max(state.head(), position.revision()), since));
            }
            fetch = FETCH;
        }
    }

    /** From the change log, and where that ends from the journal. */
    private static List<ChangeRow> fetch(
            Link link, String workspace, FeedState state, FeedFilter filter, long revision, int ordinal, int limit) {
        Object root = filter.rootId() == null ? null : IdKey.of(filter.rootId());
        List<ChangeRow> rows = new ArrayList<>();
        if (revision < state.gathered() || revision == state.gathered() && ordinal < Integer.MAX_VALUE) {
            rows.addAll(
                    root == null
                            ? link.feed().after(workspace, revision, ordinal, limit)
                            : link.feed().afterOf(workspace, root, revision, ordinal, limit));
        }
        int more = limit - rows.size();
        if (more > 0 && state.waiting() > 0) {
            long place = JournalRow.place(revision, ordinal);
            rows.addAll(
                    root == null
                            ? link.journal().after(workspace, place, more)
                            : link.journal().afterOf(workspace, root, place, more));
        }
        return rows;
    }

    private Position position(long revision, @Nullable Long since) {
        return new Position(epoch, revision, since == null || revision >= since ? null : Long.toString(since));
    }

    /** How far compaction had come when a follower from the start began; null for others. */
    private @Nullable Long check(Position position, FeedState state) {
        long revision = position.revision();
        long oldest = Math.max(state.born(), state.compacted());
        if (!position.epoch().isEmpty() && !position.epoch().equals(epoch) || revision > state.head()) {
            throw new FeedCompacted(oldest);
        }
        String seen = position.seen();
        Long since = revision == 0 ? (Long) state.compacted() : seen == null ? null : number(seen);
        boolean thinned = revision < state.compacted() && (since == null || since != state.compacted());
        if (revision != 0 && (revision <= state.born() && state.born() > 0 || thinned)) {
            throw new FeedCompacted(oldest);
        }
        return since;
    }

    private static Long number(String seen) {
        try {
            return Long.parseLong(seen);
        } catch (NumberFormatException e) {
            throw new InvalidArgument("position", "is not one of this store's");
        }
    }
}
