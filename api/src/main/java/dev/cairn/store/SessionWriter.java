package dev.cairn.store;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.model.Session;

/** Sessions of one workspace, written. */
public interface SessionWriter extends SessionReader {
    /** @throws AlreadyExists kind "session" when the id is taken */
    void insert(Session session);

    /**
     * Replaces the stored session where its version is {@code expectedVersion}.
     *
     * @param session carries the new version, {@code expectedVersion + 1}; app, user, project and creation are as stored
     * @throws NotFound kind "session"
     * @throws ConditionFailed with the actual version
     */
    void update(Session session, long expectedVersion);

    /**
     * Removes it with its events and lease; its tombstone stands for them (FEED-5). Its state is not touched.
     *
     * @throws NotFound kind "session"
     */
    void delete(String id);
}
