package dev.cairn.error;

import org.jspecify.annotations.Nullable;

/** Stored data contradicts itself: it cannot be read back as what was written. */
public final class Corrupt extends StoreException {
    public Corrupt(String what, @Nullable Throwable cause) {
        super(what, Applied.NO, Retry.NEVER, cause);
    }
}
