package dev.cairn.sql.session;

import dev.cairn.model.EventHead;
import dev.cairn.model.EventType;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Session;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.SessionStatus;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.StateScope;
import dev.cairn.model.Wire;
import dev.cairn.model.WriterLease;
import dev.cairn.sql.base.Columns;
import dev.cairn.sql.base.Micros;
import dev.cairn.sql.base.RowMapper;
import java.util.List;

/** How rows become sessions, their events and state. */
final class SessionRows {
    private static final RowMapper<Session> SESSION = RowMapper.of(
            Session.class,
            "id, app, user_name, project, status, metadata, created_at, updated_at, terminated_at, archived_at, version",
            row -> new Session(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    Wire.parse(SessionStatus.class, "status", row.getString(5)),
                    JsonObject.trusted(row.getString(6)),
                    Micros.instant(row.getLong(7)),
                    Micros.instant(row.getLong(8)),
                    Columns.instant(row, 9),
                    Columns.instant(row, 10),
                    row.getLong(11)));

    private static final RowMapper<SessionEvent> EVENT = RowMapper.of(
            SessionEvent.class,
            "seq, id, type, actor, at, content, state, ends_turn",
            row -> new SessionEvent(
                    row.getLong(1),
                    row.getString(2),
                    Wire.parse(EventType.class, "type", row.getString(3)),
                    row.getString(4),
                    Micros.instant(row.getLong(5)),
                    JsonObject.trusted(row.getString(6)),
                    JsonObject.trusted(row.getString(7)),
                    row.getInt(8) != 0));

    private static final RowMapper<EventHead> EVENT_HEAD =
            RowMapper.of(EventHead.class, "last_seq, holder, token, expires_at", row -> {
                long token = row.getLong(3);
                return new EventHead(
                        row.getLong(1),
                        token == 0 ? null : new WriterLease(row.getString(2), token, Micros.instant(row.getLong(4))));
            });

    private static final RowMapper<StateEntry> STATE = RowMapper.of(
            StateEntry.class,
            "scope, owner, state_key, value, updated_at, version",
            row -> new StateEntry(
                    new StateOwner(Wire.parse(StateScope.class, "scope", row.getString(1)), row.getString(2)),
                    row.getString(3),
                    row.getString(4),
                    Micros.instant(row.getLong(5)),
                    row.getLong(6)));

    static final List<RowMapper<?>> ALL = List.of(SESSION, EVENT, EVENT_HEAD, STATE);

    private SessionRows() {}
}
