package dev.cairn.error;

/** A compare-and-set met another value than the expected one; {@link #actual} is the current one. */
public final class ConditionFailed extends StoreException {
    private final String kind;
    private final String id;
    private final long expected;
    private final long actual;

    public ConditionFailed(String kind, String id, long expected, long actual) {
        super(kind + " \"" + id + "\" is at " + actual + ", not at the expected " + expected, Retry.CALLER_DECIDES);
        this.kind = kind;
        this.id = id;
        this.expected = expected;
        this.actual = actual;
    }

    public String kind() {
        return kind;
    }

    public String id() {
        return id;
    }

    public long expected() {
        return expected;
    }

    public long actual() {
        return actual;
    }
}
