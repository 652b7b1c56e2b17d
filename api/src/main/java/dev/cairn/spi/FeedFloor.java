package dev.cairn.spi;

import dev.cairn.model.Position;
import org.jspecify.annotations.Nullable;

/**
 * Which positions can be followed once a feed was compacted up to a floor (FEED-6). One below the floor may have missed
 * a tombstone that is gone by now, unless it was reached from the start after that compaction: then there was nothing to
 * miss. Such a position carries a mark, {@code f} and the floor that was known when its reader began, at the end of
 * {@link Position#seen}.
 */
public final class FeedFloor {
    private static final char MARK = 'f';

    private FeedFloor() {}

    /** Whether following from there misses nothing that a compaction up to {@code floor} has dropped. */
    public static boolean allows(Position position, long floor) {
        return position.revision() >= floor || isStart(position) || mark(position) >= floor;
    }

    /**
     * The position to give out after a page that began at {@code from}.
     *
     * @param next the place reached, without a mark
     */
    public static Position reached(Position from, Position next, long floor) {
        long mark = isStart(from) ? floor : mark(from);
        if (next.revision() >= floor || mark < floor) {
            return next;
        }
        String seen = next.seen() == null ? "" : next.seen();
        return new Position(next.epoch(), next.revision(), seen + MARK + mark);
    }

    /** The same place without a mark, as the engine made it. */
    public static Position unmarked(Position position) {
        String seen = position.seen();
        int at = at(seen);
        return seen == null || at < 0
                ? position
                : new Position(position.epoch(), position.revision(), at == 0 ? null : seen.substring(0, at));
    }

    private static boolean isStart(Position position) {
        return position.revision() == 0 && position.seen() == null;
    }

    private static long mark(Position position) {
        String seen = position.seen();
        int at = at(seen);
        return seen == null || at < 0 ? -1 : Long.parseLong(seen.substring(at + 1));
    }

    /** Where a well-formed mark begins, or -1: what looks otherwise is left for the engine to refuse. */
    private static int at(@Nullable String seen) {
        int at = seen == null ? -1 : seen.lastIndexOf(MARK);
        if (seen == null || at < 0 || at == seen.length() - 1 || seen.length() - at > 19) {
            return -1;
        }
        return seen.substring(at + 1).chars().allMatch(c -> c >= '0' && c <= '9') ? at : -1;
    }
}
