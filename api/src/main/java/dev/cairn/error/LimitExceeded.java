package dev.cairn.error;

/** A value or collection is larger than the documented limit. */
public final class LimitExceeded extends StoreException {
    private final String what;
    private final long limit;
    private final long actual;

    public LimitExceeded(String what, long limit, long actual) {
        super(what + " is limited to " + limit + ", got " + actual, Retry.NEVER);
        this.what = what;
        this.limit = limit;
        this.actual = actual;
    }

    public String what() {
        return what;
    }

    public long limit() {
        return limit;
    }

    public long actual() {
        return actual;
    }
}
