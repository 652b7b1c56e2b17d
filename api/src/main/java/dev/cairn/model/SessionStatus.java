package dev.cairn.model;

/** Where a session stands in its life (clause SESS-2). */
public enum SessionStatus {
    CREATED,
    ACTIVE,
    PAUSED,
    TERMINATED,
    /** Nothing of it changes any more. */
    ARCHIVED
}
