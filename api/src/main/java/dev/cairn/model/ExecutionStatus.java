package dev.cairn.model;

/** Where an execution stands. Which change is legal is a rule of {@code dev.cairn.logic} (clause EXEC-2). */
public enum ExecutionStatus {
    PENDING,
    RUNNING,
    COMPLETED,
    FAILED,
    CANCELLED;

    public boolean terminal() {
        return this == COMPLETED || this == FAILED || this == CANCELLED;
    }
}
