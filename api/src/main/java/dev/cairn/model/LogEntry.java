package dev.cairn.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A log line before the store gave it its place.
 *
 * @param step index of the step it belongs to; null outside any step
 * @param content the line without its line feed, as text; what is not UTF-8, and NUL, stands as U+FFFD
 * @param raw the exact bytes in Base64 when {@code content} could not hold them, else null
 * @param partial true when no line feed followed: the next entry of the same stream goes on, or the output ended
 */
public record LogEntry(
        Instant time,
        LogLevel level,
        LogStream stream,
        @Nullable Integer step,
        String content,
        @Nullable String raw,
        boolean partial) {}
