package dev.cairn.server.live;

import dev.cairn.error.InvalidArgument;
import dev.cairn.model.Position;

/**
 * How far a follower of one execution has come, in two coordinates: the feed, and the log by sequence. Lines have no gap
 * and never change, so that the pair resumes both exactly: {@code FEED@SEQUENCE}.
 */
public record LivePosition(Position feed, long sequence) {
    public String token() {
        return feed.token() + "@" + sequence;
    }

    public static LivePosition parse(String field, String token) {
        int at = token.lastIndexOf('@');
        String digits = token.substring(at + 1);
        if (at < 1
                || digits.isEmpty()
                || digits.length() > 18
                || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new InvalidArgument(field, "is not a position that this server gave out here");
        }
        return new LivePosition(Position.parse(field, token.substring(0, at)), Long.parseLong(digits));
    }
}
