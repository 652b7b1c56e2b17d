package dev.cairn.model;

/**
 * A stored log line.
 *
 * @param sequence 1, 2, 3 ... without a gap within its execution (clause LOG-1)
 */
public record LogLine(long sequence, LogEntry entry) {}
