package dev.cairn.model;

/** What a change is about. */
public enum EntityKind {
    EXECUTION,
    STEP,
    LOG,
    ARTIFACT
}
