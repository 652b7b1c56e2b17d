package dev.cairn.error;

/** A value the caller gave is malformed or out of range; {@link #field} names it as the caller wrote it. */
public final class InvalidArgument extends StoreException {
    private final String field;
    private final String why;

    public InvalidArgument(String field, String why) {
        super(field + ": " + why, Retry.NEVER);
        this.field = field;
        this.why = why;
    }

    public String field() {
        return field;
    }

    public String why() {
        return why;
    }
}
