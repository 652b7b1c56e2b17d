package dev.cairn.postgres;

import dev.cairn.error.InvalidArgument;
import dev.cairn.model.Position;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a snapshot of the server has seen, in revisions. A revision is a base plus the id of the transaction, and ids are
 * given out before commit: of two transactions the later id may commit first. Everything below {@link #settled} has ended
 * for good; between it and {@link #next} some are seen and some, the {@link #running}, are not.
 *
 * @param settled all transactions below it have ended, and this snapshot shows what they did
 * @param next the first revision not yet given out; at least {@code settled}
 * @param running those from {@code settled} on and below {@code next} that had not ended, ascending
 */
record Horizon(long settled, long next, List<Long> running) {
    private static final int MAX_RUNNING = 4_000;

    Horizon {
        running = List.copyOf(running);
    }

    /** Reads {@code xmin:xmax:xip,xip...}, the text form of {@code pg_snapshot}. */
    static Horizon of(long base, String snapshot) {
        String[] parts = snapshot.split(":", -1);
        List<Long> running = new ArrayList<>();
        if (!parts[2].isEmpty()) {
            for (String xid : parts[2].split(",", -1)) {
                running.add(base + Long.parseLong(xid));
            }
        }
        return new Horizon(base + Long.parseLong(parts[0]), base + Long.parseLong(parts[1]), running);
    }

    /** Following from there repeats nothing that this snapshot shows and misses nothing that it does not (FEED-4). */
    Position position(String epoch) {
        return new Position(epoch, settled - 1, settled == next ? null : seen());
    }

    private String seen() {
        StringBuilder text = new StringBuilder(Long.toString(next - settled));
        char separator = ':';
        for (long revision : running) {
            text.append(separator).append(revision - settled);
            separator = ',';
        }
        return text.toString();
    }

    /**
     * Reads a position back.
     *
     * @throws InvalidArgument field {@code position} when {@link Position#seen} is not as {@link #position} writes it
     */
    static Horizon of(Position position) {
        // far beyond any head, but still to be added to
        long settled = Math.min(position.revision(), Long.MAX_VALUE / 2) + 1;
        @Nullable String seen = position.seen();
        if (seen == null) {
            return new Horizon(settled, settled, List.of());
        }
        int colon = seen.indexOf(':');
        long length = number(colon < 0 ? seen : seen.substring(0, colon), Integer.MAX_VALUE);
        List<Long> running = new ArrayList<>();
        if (colon >= 0) {
            long previous = -1;
            for (String text : seen.substring(colon + 1).split(",", MAX_RUNNING + 1)) {
                long offset = number(text, length - 1);
                if (offset <= previous) {
                    throw malformed();
                }
                previous = offset;
                running.add(settled + offset);
            }
        }
        return new Horizon(settled, settled + length, running);
    }

    /** Whether what that transaction did, if it committed, is seen. */
    boolean shows(long revision) {
        return revision < next && !running.contains(revision);
    }

    private static long number(String text, long max) {
        boolean digits = !text.isEmpty() && text.length() <= 10 && text.chars().allMatch(c -> c >= '0' && c <= '9');
        long value = digits ? Long.parseLong(text) : -1;
        if (value < 0 || value > max) {
            throw malformed();
        }
        return value;
    }

    private static InvalidArgument malformed() {
        return new InvalidArgument("position", "is not a position that a PostgreSQL store gave out");
    }

    /** The position after a page that ends with {@code revision}; what was seen beyond it is still remembered. */
    Position advancedTo(String epoch, long revision) {
        if (revision >= next - 1) {
            return new Position(epoch, revision, null);
        }
        long from = revision + 1;
        return new Horizon(from, next, running.stream().filter(r -> r >= from).toList()).position(epoch);
    }
}
