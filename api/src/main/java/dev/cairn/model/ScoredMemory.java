package dev.cairn.model;

/**
 * A memory found by likeness.
 *
 * @param score the cosine of the angle between its embedding and that asked for, -1 to 1; 1 is the same direction
 */
public record ScoredMemory(Memory memory, double score) {}
