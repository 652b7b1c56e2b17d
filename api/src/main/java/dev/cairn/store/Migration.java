package dev.cairn.store;

/** What {@link Store#migrate} may do. */
public enum Migration {
    /** Create the schema or bring it up to this build's version. */
    CREATE,
    /** Change nothing; fail unless the schema is exactly this build's. */
    VALIDATE
}
