package dev.cairn.server.decorate;

/** The decorators, from the backend outwards. This order is the only one there is. */
public enum Stage {
    /** Reports transactions that take too long, next to the backend, where nothing else is timed with them. */
    GUARD,
    /** Bounds how many calls run and wait; full means {@code OverCapacity} at once rather than a pile of waiting work. */
    BOUNDED,
    /** Times and counts every attempt; outside Bounded, so that waiting shows, inside Retrying, so that retries do. */
    OBSERVED,
    /** Runs again what met a concurrent write. */
    RETRYING
}
