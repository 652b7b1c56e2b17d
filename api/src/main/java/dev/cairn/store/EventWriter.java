package dev.cairn.store;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.WriterLease;
import java.util.List;

/** Events of the sessions of one workspace, written. */
public interface EventWriter extends EventReader {
    /**
     * Appends in order; what it costs does not depend on how many there are (EVENT-2).
     *
     * @param events one or more, whose sequences follow the last one and each other
     * @throws NotFound kind "session"
     * @throws ConditionFailed kind "events" where the first sequence is not the next; with the last sequence
     * @throws AlreadyExists kind "event" where the session has one of the ids
     */
    void append(String sessionId, List<SessionEvent> events);

    /**
     * Replaces the lease where its token is {@code expectedToken}. Moves neither version nor feed.
     *
     * @param expectedToken 0 where none was ever taken
     * @throws NotFound kind "session"
     * @throws ConditionFailed kind "lease" with the actual token
     */
    void lease(String sessionId, WriterLease lease, long expectedToken);
}
