package dev.cairn.server.live;

import dev.cairn.error.InvalidArgument;
import dev.cairn.model.Change;
import dev.cairn.model.Position;
import dev.cairn.store.ChangeFeed;

/**
 * Where a follower stands in the feed, also inside a page: {@code POSITION} or {@code POSITION!REVISION}.
 *
 * <p>A position that remembers what it has seen ahead of its revision cannot be moved on by anyone but its engine, which
 * does so only at the end of a page. Inside such a page the place is the begin of the page and the last revision told:
 * since nothing at or below a shown revision appears later (FEED-2), skipping up to it when reading again is exact.
 *
 * @param base what to read after
 * @param skip changes at or below this revision were told already; 0 for none
 */
public record FeedCursor(Position base, long skip) {
    public static FeedCursor at(Position position) {
        return new FeedCursor(position, 0);
    }

    /** The place right after one revision of the page that was read from {@code from}. */
    static FeedCursor inside(Position from, ChangeFeed.ChangePage page, long revision) {
        return from.seen() == null
                ? at(new Position(page.next().epoch(), revision, null))
                : new FeedCursor(from, revision);
    }

    public boolean told(Change change) {
        return change.revision() <= skip;
    }

    public String token() {
        return skip == 0 ? base.token() : base.token() + "!" + skip;
    }

    /** @throws InvalidArgument naming {@code field} when the token was not made by {@link #token()} */
    public static FeedCursor parse(String field, String token) {
        int mark = token.lastIndexOf('!');
        if (mark < 0) {
            return at(Position.parse(field, token));
        }
        return new FeedCursor(
                Position.parse(field, token.substring(0, mark)), number(field, token.substring(mark + 1)));
    }

    static long number(String field, String digits) {
        if (digits.isEmpty() || digits.length() > 18 || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new InvalidArgument(field, "is not a position that this server gave out here");
        }
        return Long.parseLong(digits);
    }
}
