package dev.cairn.error;

import org.jspecify.annotations.Nullable;

/** The commit was sent and no answer came: it may or may not have been applied. */
public final class OutcomeUnknown extends StoreException {
    public OutcomeUnknown(String why, @Nullable Throwable cause) {
        super(why, Applied.UNKNOWN, Retry.ONLY_IF_IDEMPOTENT, cause);
    }
}
