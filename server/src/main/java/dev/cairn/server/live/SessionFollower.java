package dev.cairn.server.live;

import dev.cairn.model.EntityKind;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.SessionStatus;
import dev.cairn.model.Wire;
import dev.cairn.model.WorkspaceId;
import dev.cairn.server.http.json.Encode;
import dev.cairn.server.http.json.EncodeSessions;
import dev.cairn.store.FeedFilter;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Follows the events of one session until it is archived: before that, one that is over may still get some. */
final class SessionFollower extends SequenceFollower<SessionEvent> {
    private final Snapshots snapshots;
    private final WorkspaceId workspace;
    private final String session;

    /** @param tail begin so many events before the end; -1: begin after {@code after} */
    SessionFollower(Snapshots snapshots, WorkspaceId workspace, String session, long after, int tail) {
        super(FeedFilter.of(EntityKind.SESSION, session), after, tail);
        this.snapshots = snapshots;
        this.workspace = workspace;
        this.session = session;
    }

    @Override
    State<SessionEvent> read(long after) {
        Snapshots.SessionState state = snapshots.session(workspace, session, after, PAGE);
        boolean over = state.status() == SessionStatus.ARCHIVED;
        return new State<>(
                state.events(), state.lastSequence(), state.position(), over ? Wire.name(state.status()) : null);
    }

    @Override
    long sequence(SessionEvent event) {
        return event.sequence();
    }

    @Override
    String event() {
        return "events";
    }

    @Override
    void write(JsonGenerator json, List<SessionEvent> events) {
        Encode.list(json, "events", events, EncodeSessions::event);
    }
}
