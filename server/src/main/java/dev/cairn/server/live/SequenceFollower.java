package dev.cairn.server.live;

import dev.cairn.error.FeedCompacted;
import dev.cairn.model.Position;
import dev.cairn.store.FeedFilter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * Follows what one entity numbers in order, a log or the events of a session: resumed by sequence, ended once nothing can
 * follow and all is told.
 */
abstract class SequenceFollower<T> implements Follower {
    static final int PAGE = 500;

    private final FeedFilter touching;
    private final int tail;
    private long sequence;
    private @Nullable State<T> state;

    /**
     * @param touching changes after which there may be more to tell
     * @param after begin after this sequence
     * @param tail instead, begin so many before the end; -1: do not
     */
    SequenceFollower(FeedFilter touching, long after, int tail) {
        this.touching = touching;
        this.sequence = after;
        this.tail = tail;
    }

    /**
     * The next items, and how all stood in the same snapshot.
     *
     * @param items up to {@value #PAGE}
     * @param last sequence of all there are
     * @param end how it ended; null while more may follow
     */
    record State<T>(
            List<T> items,
            long last,
            Position position,
            @Nullable String end) {}

    abstract State<T> read(long after);

    abstract long sequence(T item);

    /** The name of the event that tells items. */
    abstract String event();

    abstract void write(JsonGenerator json, List<T> items);

    @Override
    public final void open(SharedFeed feed) {
        State<T> first = read(sequence);
        if (tail >= 0) {
            sequence = Math.max(0, first.last() - tail);
            first = read(sequence);
        }
        state = first;
    }

    @Override
    public final void follow(SharedFeed feed, Outlet out) throws Exception {
        State<T> now = state == null ? read(sequence) : state;
        while (out.open()) {
            if (!tell(out, now.items())) {
                return;
            }
            if (now.items().size() < PAGE) {
                sequence = Math.max(sequence, now.last());
                String end = now.end();
                if (end != null) {
                    out.send(Event.end(json -> {
                        json.writeStartObject();
                        json.writeStringProperty("status", end);
                        json.writeEndObject();
                    }));
                    return;
                }
                if (!awaitChange(feed, now.position(), out)) {
                    return;
                }
            }
            now = read(sequence);
        }
    }

    private boolean tell(Outlet out, List<T> items) throws Exception {
        if (items.isEmpty()) {
            return true;
        }
        sequence = sequence(items.getLast());
        return out.send(Event.of(event(), Long.toString(sequence), json -> {
            json.writeStartObject();
            write(json, items);
            json.writeEndObject();
        }));
    }

    /** Waits until there may be more; false when the follower is gone. */
    private boolean awaitChange(SharedFeed feed, Position from, Outlet out) throws Exception {
        Position position = from;
        while (out.open()) {
            SharedFeed.Read read;
            try {
                read = feed.after(position, out.turn());
            } catch (FeedCompacted e) {
                // what is followed is not compacted itself: look again
                return true;
            }
            position = read.page().next();
            if (read.page().changes().stream().anyMatch(touching::matches)) {
                return true;
            }
            if (!read.full() && !out.await(read)) {
                return false;
            }
        }
        return false;
    }
}
