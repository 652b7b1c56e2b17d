package dev.cairn.model;

/** Where a task stands (clause TASK-2). */
public enum TaskStatus {
    /** Waits for a time: not before it, or until it is tried again. */
    PENDING,
    /** Waits for tasks that must be completed first. */
    BLOCKED,
    /** May be claimed. */
    READY,
    /** Claimed by a worker. */
    RUNNING,
    COMPLETED,
    /** Given up: out of attempts, or past its deadline. */
    FAILED,
    CANCELLED;

    /** Nothing leaves such a status. */
    public boolean terminal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }

    /** Neither begun nor over. */
    public boolean waiting() {
        return this == PENDING || this == BLOCKED || this == READY;
    }
}
