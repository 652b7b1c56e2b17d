package dev.cairn.model;

import dev.cairn.error.InvalidArgument;
import org.jspecify.annotations.Nullable;

/**
 * A place in the change feed of one workspace, opaque to clients (clause FEED-3).
 *
 * @param epoch names one life of a store, without {@code ~} and not by digits alone; empty: not checked
 * @param revision everything at or below it has been seen
 * @param seen what beyond {@code revision} has been seen as well, in the engine's own notation; null when nothing
 */
public record Position(
        String epoch, long revision, @Nullable String seen) {
    /** Before the first change of any store. */
    public static final Position START = new Position("", 0, null);

    private static final int MAX_TOKEN = 65_536;

    /** @throws IllegalArgumentException for an epoch that {@link #token()} could not keep apart from a revision */
    public Position {
        if (epoch.indexOf('~') >= 0 || (!epoch.isEmpty() && digits(epoch))) {
            throw new IllegalArgumentException("an epoch needs something besides digits: " + epoch);
        }
    }

    private static boolean digits(String text) {
        return text.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    /** Right after the given revision, of whichever life of the store. */
    public static Position after(long revision) {
        return new Position("", revision, null);
    }

    /** The form that clients keep: {@code [epoch~]revision[~seen]}. */
    public String token() {
        String body = seen == null ? Long.toString(revision) : revision + "~" + seen;
        return epoch.isEmpty() ? body : epoch + "~" + body;
    }

    /** @throws InvalidArgument naming {@code field} when the token was not made by {@link #token()} */
    public static Position parse(String field, String token) {
        if (token.length() > MAX_TOKEN) {
            throw new InvalidArgument(field, "is longer than any position");
        }
        String[] parts = token.split("~", -1);
        boolean bare = !parts[0].isEmpty() && digits(parts[0]);
        int at = bare ? 0 : 1;
        if (parts[0].isEmpty() || parts.length <= at || parts.length > at + 2) {
            throw notAPosition(field);
        }
        String seen = parts.length == at + 2 ? parts[at + 1] : null;
        try {
            long revision = Long.parseLong(parts[at]);
            if (revision < 0) {
                throw notAPosition(field);
            }
            return new Position(bare ? "" : parts[0], revision, seen);
        } catch (NumberFormatException e) {
            throw notAPosition(field);
        }
    }

    private static InvalidArgument notAPosition(String field) {
        return new InvalidArgument(field, "is not a position that this server gave out");
    }

    @Override
    public String toString() {
        return token();
    }
}
