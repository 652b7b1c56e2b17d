package dev.cairn.model;

/**
 * One task waits for another.
 *
 * @param resolved whether the prerequisite was completed
 */
public record TaskDependency(String dependent, String prerequisite, boolean resolved) {}
