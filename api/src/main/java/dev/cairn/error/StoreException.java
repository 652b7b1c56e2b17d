package dev.cairn.error;

import org.jspecify.annotations.Nullable;

/**
 * Root of every failure that Cairn reports on purpose. Anything else that leaves a call is a bug.
 *
 * <p>Backends map vendor errors to these types by SQLState or extended result code, never by message text (clause
 * ERR-1). Messages name the field or entity and the fix, and never hold a secret (ERR-2).
 */
public abstract sealed class StoreException extends RuntimeException
        permits InvalidArgument,
                NotFound,
                AlreadyExists,
                IllegalTransition,
                DependencyCycle,
                ConditionFailed,
                Conflict,
                LimitExceeded,
                OverCapacity,
                Unavailable,
                OutcomeUnknown,
                Unsupported,
                FeedCompacted,
                SchemaMismatch,
                Corrupt {

    /** Whether the failed write took effect. */
    public enum Applied {
        NO,
        UNKNOWN
    }

    /** Whether the same call may be made again. */
    public enum Retry {
        /** The same call fails the same way. */
        NEVER,
        /** The caller must look at the actual state first. */
        CALLER_DECIDES,
        /** Safe at once, with jitter. */
        SAFE,
        /** Safe once the load has gone down. */
        LATER,
        /** Only where the call is idempotent: a client-supplied id, an expected version or a producer sequence. */
        ONLY_IF_IDEMPOTENT
    }

    private final Applied applied;
    private final Retry retry;

    StoreException(String message, Applied applied, Retry retry, @Nullable Throwable cause) {
        super(message, cause);
        this.applied = applied;
        this.retry = retry;
    }

    StoreException(String message, Retry retry) {
        this(message, Applied.NO, retry, null);
    }

    public final Applied applied() {
        return applied;
    }

    public final Retry retry() {
        return retry;
    }
}
