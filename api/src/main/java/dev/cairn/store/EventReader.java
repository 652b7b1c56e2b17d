package dev.cairn.store;

import dev.cairn.model.EventHead;
import dev.cairn.model.EventQuery;
import dev.cairn.model.SessionEvent;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Events of the sessions of one workspace, read. */
public interface EventReader {
    /** Empty for an unknown session. */
    Optional<EventHead> head(String sessionId);

    /** In the order that the query asks for; empty for an unknown session (EVENT-4). */
    List<SessionEvent> read(String sessionId, EventQuery query, int limit);

    /** Those of these events that the session has, by their ids. */
    Map<String, SessionEvent> known(String sessionId, Collection<String> eventIds);
}
