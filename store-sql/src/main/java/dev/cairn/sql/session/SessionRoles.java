package dev.cairn.sql.session;

import dev.cairn.sql.base.Part;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.EventWriter;
import dev.cairn.store.SessionWriter;
import dev.cairn.store.StateWriter;
import java.util.List;
import org.apache.ibatis.session.SqlSession;

/** The roles of sessions, their events and state, over the statements of one connection. */
public final class SessionRoles {
    public static final Part PART = new Part(
            List.of(
                    "dev/cairn/sql/session/sessions.xml",
                    "dev/cairn/sql/session/events.xml",
                    "dev/cairn/sql/session/state.xml"),
            List.of(SessionMapper.class, EventMapper.class, StateMapper.class),
            SessionRows.ALL);

    private final SessionMapper sessions;
    private final EventMapper events;
    private final StateMapper state;

    public SessionRoles(SqlSession session) {
        sessions = session.getMapper(SessionMapper.class);
        events = session.getMapper(EventMapper.class);
        state = session.getMapper(StateMapper.class);
    }

    public SessionWriter sessions(SqlScope scope) {
        return new SqlSessions(scope, sessions, events);
    }

    public EventWriter events(SqlScope scope) {
        return new SqlEvents(scope, events);
    }

    public StateWriter state(SqlScope scope) {
        return new SqlState(scope, state);
    }
}
