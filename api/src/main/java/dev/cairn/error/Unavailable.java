package dev.cairn.error;

import org.jspecify.annotations.Nullable;

/** The store could not be reached, is closed, or refused to serve. Nothing was applied. */
public final class Unavailable extends StoreException {
    public Unavailable(String why, @Nullable Throwable cause) {
        super(why, Applied.NO, Retry.SAFE, cause);
    }
}
