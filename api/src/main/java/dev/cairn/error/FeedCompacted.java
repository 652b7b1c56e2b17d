package dev.cairn.error;

/** The feed position cannot be followed without missing changes: it lies before {@link #oldest}, or belongs to another life of the store. Take a new snapshot and follow from its position. */
public final class FeedCompacted extends StoreException {
    private final long oldest;

    public FeedCompacted(long oldest) {
        super(
                "the position can no longer be followed; take a new snapshot (oldest followable revision: " + oldest
                        + ")",
                Retry.CALLER_DECIDES);
        this.oldest = oldest;
    }

    public long oldest() {
        return oldest;
    }
}
