package dev.cairn.store;

/** What a store can do beyond the core of the contract; the absence of each has one documented effect (CAP-1). */
public enum Capability {
    /** Committed data survives close and a killed process (DUR-1). Absent: every open starts empty. */
    DURABLE,
    /**
     * Several stores, in several processes, may be open on one database. Absent: opening a second one on the same data
     * fails with {@code Unavailable}, or there is no same data to open.
     */
    SHARED,
    /**
     * A search by likeness leaves out within the engine what is surely too unlike (MEM-7). Absent: every embedding that
     * namespace, type and dimension leave is handed out to be scored. What is found is the same.
     */
    LIKENESS
}
