package dev.cairn.model;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who alone may append to a session, and until when (clause EVENT-5).
 *
 * @param holder null once it was given back
 * @param token one more with every new holding, so that what an earlier holder still sends can be told and refused
 */
public record WriterLease(@Nullable String holder, long token, Instant expiresAt) {
    /** Whether somebody holds it at this time. */
    public boolean heldAt(Instant now) {
        return holder != null && now.isBefore(expiresAt);
    }
}
