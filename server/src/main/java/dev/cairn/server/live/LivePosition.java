package dev.cairn.server.live;

import dev.cairn.error.InvalidArgument;

/**
 * How far a follower of one execution has come, in two coordinates: the feed, and the log by sequence. Lines have no gap
 * and never change, so that the pair resumes both exactly: {@code FEED@SEQUENCE}.
 */
public record LivePosition(FeedCursor feed, long sequence) {
    public String token() {
        return feed.token() + "@" + sequence;
    }

    public static LivePosition parse(String field, String token) {
        int at = token.lastIndexOf('@');
        if (at < 1) {
            throw new InvalidArgument(field, "is not a position that this server gave out here");
        }
        return new LivePosition(
                FeedCursor.parse(field, token.substring(0, at)), FeedCursor.number(field, token.substring(at + 1)));
    }
}
