package dev.cairn.store;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.model.Execution;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Executions of one workspace, written. */
public interface ExecutionWriter extends ExecutionReader {
    /** @throws AlreadyExists kind "execution" when the id is taken */
    void insert(Execution execution);

    /**
     * Replaces the stored execution with {@code execution} where the stored version is {@code expectedVersion}. Its
     * creation time MUST NOT differ from the stored one.
     *
     * @param execution carries the new version, {@code expectedVersion + 1}
     * @throws NotFound kind "execution"
     * @throws ConditionFailed with the actual version
     */
    void update(Execution execution, long expectedVersion);

    /**
     * Removes the execution with its steps, log, artifacts and lease, leaving one tombstone in the feed (FEED-5).
     * Content that nothing links any more is left for {@link Blobs#collect}.
     *
     * @throws NotFound kind "execution"
     */
    void delete(String id);

    /**
     * Sets until when the recorder of this execution counts as alive; leaves version and feed alone (LEASE-1).
     *
     * @param expiresAt null removes the lease, also where there is none
     * @throws NotFound kind "execution"
     */
    void lease(String id, @Nullable Instant expiresAt);
}
