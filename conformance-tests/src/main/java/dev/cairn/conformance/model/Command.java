package dev.cairn.conformance.model;

/**
 * An operation that writes. Updates name the version they expect relative to the stored one, so that a script keeps its
 * meaning while it is shrunk.
 */
non-sealed interface Command extends Operation {}
