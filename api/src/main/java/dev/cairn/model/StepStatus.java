package dev.cairn.model;

/** Where a step stands. */
public enum StepStatus {
    PENDING,
    RUNNING,
    COMPLETED,
    FAILED,
    SKIPPED;

    public boolean terminal() {
        return this == COMPLETED || this == FAILED || this == SKIPPED;
    }
}
