package dev.cairn.model;

/** What kind of memory it is: what is so, what happened, or how something is done. */
public enum MemoryType {
    SEMANTIC,
    EPISODIC,
    PROCEDURAL
}
