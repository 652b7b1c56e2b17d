package dev.cairn.model;

/** What a search by likeness reads of a memory. */
public record MemoryVector(MemoryKey id, Embedding embedding) {}
