package dev.cairn.model;

/**
 * A namespace and how many live memories it has.
 *
 * @param count 1 or more
 */
public record NamespaceCount(Namespace namespace, long count) {}
