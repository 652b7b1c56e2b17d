package dev.cairn.model;

/**
 * Which events of one session to read.
 *
 * @param after only sequences greater than this; 0 from the first
 * @param before only sequences less than this; {@link Long#MAX_VALUE} up to the last
 * @param backward true: from the end of that range towards its beginning, highest sequence first
 */
public record EventQuery(long after, long before, boolean backward) {
    public static final EventQuery ALL = new EventQuery(0, Long.MAX_VALUE, false);

    public static EventQuery after(long sequence) {
        return new EventQuery(sequence, Long.MAX_VALUE, false);
    }

    public static EventQuery before(long sequence) {
        return new EventQuery(0, sequence, true);
    }
}
