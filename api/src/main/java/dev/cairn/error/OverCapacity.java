package dev.cairn.error;

/** A bounded queue, pool or memory budget is full; the call was refused before it did anything. */
public final class OverCapacity extends StoreException {
    private final String what;
    private final long limit;

    public OverCapacity(String what, long limit) {
        super(what + " is full (limit " + limit + "); try again later", Retry.LATER);
        this.what = what;
        this.limit = limit;
    }

    public String what() {
        return what;
    }

    public long limit() {
        return limit;
    }
}
