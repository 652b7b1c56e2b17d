package dev.cairn.model;

import java.time.Instant;

/** A place in a list ordered by time and then id: strictly beyond the row with exactly these values (clause PAGE-1). */
public record PageKey(Instant time, String id) {}
