package dev.cairn.error;

/** The database holds another schema version than this build works with (clause MIG-2). */
public final class SchemaMismatch extends StoreException {
    private final String found;
    private final String expected;

    public SchemaMismatch(String found, String expected) {
        super("the database schema is at version " + found + ", this build needs " + expected, Retry.NEVER);
        this.found = found;
        this.expected = expected;
    }

    public String found() {
        return found;
    }

    public String expected() {
        return expected;
    }
}
