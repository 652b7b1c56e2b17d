package dev.cairn.store;

import dev.cairn.error.Conflict;
import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.error.OutcomeUnknown;
import dev.cairn.error.OverCapacity;
import dev.cairn.error.SchemaMismatch;
import dev.cairn.error.Unavailable;
import dev.cairn.model.WorkspaceId;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One database, embedded or remote. Opened by a {@code StoreProvider}; safe for use by many threads.
 *
 * <p>Opening validates settings and claims what must be claimed (a file lock); {@link #migrate} must have succeeded
 * before anything else but {@link #description}, {@link #capabilities}, {@link #check} and {@link #close} is called.
 */
public interface Store extends AutoCloseable {

    /** What this store is, as read back from the engine where it has an answer. Loggable: MUST NOT hold secrets (ERR-2). */
    Description description();

    /** What this store can do beyond the contract's core; constant once {@link #migrate} has succeeded (CAP-1). */
    Set<Capability> capabilities();

    /**
     * Asks the engine whether it can serve now (LIFE-4). MUST NOT throw, and MUST return within about {@code budget}
     * even when the engine hangs. A closed store is not ready.
     */
    Health check(Duration budget);

    /**
     * Brings the schema to this build's version, or checks that it is there (MIG-1). Idempotent, and safe when several
     * processes race (MIG-3).
     *
     * @throws SchemaMismatch when validating and the version differs, or the database is newer than this build (MIG-2)
     * @throws Unavailable when the engine cannot be reached
     */
    void migrate(Migration mode);

    /** The workspaces themselves. */
    Workspaces workspaces();

    /**
     * Runs {@code work} on one consistent snapshot (TX-2): what it reads is what some moment between call and return
     * held, whatever is written meanwhile. The snapshot holds every write that had returned before the call (TX-5).
     * {@code work} MUST have no effect besides what it returns or throws: it may run again on another snapshot, and only
     * its last run counts (TX-9).
     *
     * @param operation a stable dotted name such as {@code executions.get}, for metrics and messages; an engine may learn
     *     by it what such reads ask for
     * @return what {@code work} returned; an exception it throws leaves unchanged (TX-3)
     * @throws NotFound kind {@code workspace} when there is none by that id, or it is being deleted (NS-2)
     * @throws Unavailable when the engine cannot be reached or the store is closed (LIFE-3)
     * @throws OverCapacity when a bounded queue is full
     * @throws IllegalStateException inside another closure of the same thread (TX-6)
     */
    <T extends @Nullable Object, X extends Exception> T read(WorkspaceId workspace, String operation, Read<T, X> work)
            throws X;

    /**
     * Runs {@code work} as one atomic, serializable transaction (TX-1, TX-4). It is durable on return where
     * {@link Capability#DURABLE} is declared (DUR-1). An exception from {@code work} rolls everything back and leaves
     * unchanged (TX-3). {@code work} MUST be short and have no effect besides its transaction: it may run again (TX-9).
     *
     * @return the value, and the revision that the commit was given (FEED-2)
     * @throws LimitExceeded when it changes more than 2<sup>20</sup> entities; nothing was applied
     * @throws NotFound kind {@code workspace}, as for {@link #read} (NS-2)
     * @throws Conflict when another transaction got in the way; nothing was applied
     * @throws OverCapacity when the writers' queue is full; nothing was applied
     * @throws OutcomeUnknown when the connection was lost during commit
     * @throws Unavailable when the engine cannot be reached or the store is closed (LIFE-3); nothing was applied
     * @throws IllegalStateException inside another closure of the same thread (TX-6)
     */
    <T extends @Nullable Object, X extends Exception> Committed<T> write(
            WorkspaceId workspace, String operation, Write<T, X> work) throws X;

    /** Content of artifacts, staged outside transactions and linked inside one. */
    Blobs blobs();

    /** The changes of one workspace in commit order. Does not check that the workspace exists until it is read. */
    ChangeFeed feed(WorkspaceId workspace);

    /** Upkeep: compaction, checkpoints, figures. */
    Maintenance maintenance();

    /**
     * Finishes what was accepted, then releases everything this store opened, and only that. Idempotent (LIFE-2); calls
     * made later throw {@link Unavailable} (LIFE-3).
     */
    @Override
    void close();
}
