package dev.cairn.model;

import org.jspecify.annotations.Nullable;

/**
 * How far the events of one session go, and who may append.
 *
 * @param lastSequence 0 without events
 * @param lease null where none was ever taken
 */
public record EventHead(long lastSequence, @Nullable WriterLease lease) {}
