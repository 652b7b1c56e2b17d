package dev.cairn.model;

import org.jspecify.annotations.Nullable;

/**
 * Which lines of one execution to read. All conditions must hold; null means no condition.
 *
 * @param after forward: only sequences greater than this; 0 from the first
 * @param before only sequences less than this; {@link Long#MAX_VALUE} up to the last
 * @param backward true: from the end of that range towards its beginning, highest sequence first
 * @param level only lines of at least this level
 * @param text only lines whose content has this text in it, compared by code point, case-sensitively
 */
public record LogQuery(
        long after,
        long before,
        boolean backward,
        @Nullable Integer step,
        @Nullable LogLevel level,
        @Nullable LogStream stream,
        @Nullable String text) {

    public static final LogQuery ALL = new LogQuery(0, Long.MAX_VALUE, false, null, null, null, null);

    public static LogQuery after(long sequence) {
        return new LogQuery(sequence, Long.MAX_VALUE, false, null, null, null, null);
    }

    /** Whether a line of this execution fits; the one definition that every backend shares (clause LOG-4). */
    public boolean matches(long sequence, LogEntry line) {
        return sequence > after && sequence < before && matches(line);
    }

    /** The conditions on the line itself, without its place. */
    public boolean matches(LogEntry line) {
        return (step == null || step.equals(line.step()))
                && (level == null || line.level().compareTo(level) >= 0)
                && (stream == null || stream == line.stream())
                && (text == null || line.content().contains(text));
    }
}
