package dev.cairn.store;

import dev.cairn.error.ConditionFailed;
import java.time.Instant;

/** Notes deliveries in the transaction that applies them. Leaves no change in the feed. */
public interface ProducerWriter extends ProducerReader {
    /**
     * Moves the producer on from {@code expected} to {@code next} (PROD-1).
     *
     * @param expected what {@link #last} must be now; 0 for a producer not seen before
     * @param at kept, so that producers not heard of for long can be forgotten
     * @throws ConditionFailed with the actual number
     */
    void advance(String producer, long expected, long next, Instant at);

    /** Forgets up to {@code limit} producers that last delivered before that time; returns how many. */
    int forget(Instant before, int limit);
}
