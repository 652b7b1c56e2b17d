package dev.cairn.error;

import org.jspecify.annotations.Nullable;

/** Two transactions met (clause TX-4); this one was rolled back whole. The retry decorator, and nobody else, repeats it. */
public final class Conflict extends StoreException {
    private final int attempts;

    public Conflict(int attempts, @Nullable Throwable cause) {
        super("the write met a concurrent one, after " + attempts + " attempt(s)", Applied.NO, Retry.SAFE, cause);
        this.attempts = attempts;
    }

    /** How often the write was tried; at least 1. */
    public int attempts() {
        return attempts;
    }
}
