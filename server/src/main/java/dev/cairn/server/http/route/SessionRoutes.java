package dev.cairn.server.http.route;

import dev.cairn.Cairn;
import dev.cairn.CairnWorkspace;
import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.session.AppendMode;
import dev.cairn.logic.session.NewEvent;
import dev.cairn.logic.session.Sessions;
import dev.cairn.model.EventQuery;
import dev.cairn.model.Session;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.SessionFilter;
import dev.cairn.model.SessionStatus;
import dev.cairn.server.http.Call;
import dev.cairn.server.http.Query;
import dev.cairn.server.http.Routes;
import dev.cairn.server.http.json.DecodeSessions;
import dev.cairn.server.http.json.Encode;
import dev.cairn.server.http.json.EncodeSessions;
import dev.cairn.server.http.json.JsonIo;
import dev.cairn.store.Committed;
import jakarta.inject.Inject;
import java.io.OutputStream;
import java.util.List;

/** Sessions: create, list, get, change, delete; their events: append, read; their lease. */
public final class SessionRoutes implements Routes.Group {
    private enum Order {
        ASC,
        DESC
    }

    private final Cairn cairn;

    @Inject
    public SessionRoutes(Cairn cairn) {
        this.cairn = cairn;
    }

    @Override
    public void register(Routes routes) {
        routes.on("listSessions", this::list);
        routes.on("createSession", call -> {
            Committed<Session> created = sessions(call).create(DecodeSessions.newSession(call.json()));
            call.header("Location", call.path() + "/" + created.value().id());
            answer(call.revision(created.revision()), 201, created.value());
        });
        routes.on("getSession", call -> {
            Session session = sessions(call).get(call.id("session"));
            if (!call.notModified("\"" + session.version() + "\"")) {
                answer(call, 200, session);
            }
        });
        routes.on("changeSession", call -> {
            Committed<Session> changed =
                    sessions(call).change(call.id("session"), DecodeSessions.patch(call.json()), call.ifMatch());
            answer(call.revision(changed.revision()), 200, changed.value());
        });
        routes.on("deleteSession", call -> {
            sessions(call).delete(call.id("session"), call.ifMatch());
            call.noContent();
        });
        routes.on("appendEvents", this::append);
        routes.on("readEvents", this::read);
        routes.on("leaseSession", call -> {
            DecodeSessions.Lease wanted = DecodeSessions.lease(call.json());
            var lease = sessions(call).lease(call.id("session"), wanted.holder(), wanted.time());
            call.json(200, out -> EncodeSessions.lease(out, lease));
        });
        routes.on("releaseSession", call -> {
            sessions(call).release(call.id("session"), required("token", call.query(), 1));
            call.noContent();
        });
    }

    private void list(Call call) {
        Query query = call.query();
        SessionFilter filter = new SessionFilter(
                query.text("app"),
                query.text("user"),
                query.text("project"),
                query.choice("status", SessionStatus.class));
        var page = sessions(call).list(filter, query.page());
        call.json(200, out -> Encode.page(out, page, EncodeSessions::session));
    }

    private void append(Call call) {
        List<NewEvent> events = call.ndjson()
                ? JsonIo.lines(call.bytes(), DecodeSessions::newEvent)
                : JsonIo.array(call.json(), DecodeSessions::newEvent);
        Committed<Sessions.Appended> appended = sessions(call).append(call.id("session"), events, mode(call.query()));
        call.revision(appended.revision()).json(200, out -> EncodeSessions.appended(out, appended.value()));
    }

    private static AppendMode mode(Query query) {
        Long last = query.number("expect", 0, Long.MAX_VALUE);
        Long token = query.number("token", 1, Long.MAX_VALUE);
        if (last != null && token != null) {
            throw new InvalidArgument("expect", "cannot be combined with token");
        }
        if (token != null) {
            return new AppendMode.Leased(token);
        }
        return last == null ? AppendMode.ANY_ORDER : new AppendMode.Expect(last);
    }

    private static long required(String name, Query query, long min) {
        Long value = query.number(name, min, Long.MAX_VALUE);
        if (value == null) {
            throw new InvalidArgument(name, "is required");
        }
        return value;
    }

    private void read(Call call) throws Exception {
        Query query = call.query();
        Long after = query.number("after", 0, Long.MAX_VALUE);
        Long before = query.number("before", 1, Long.MAX_VALUE);
        EventQuery range = new EventQuery(
                after == null ? 0 : after,
                before == null ? Long.MAX_VALUE : before,
                query.choice("order", Order.class) == Order.DESC);
        int limit = query.limit();
        Sessions.EventPage page = sessions(call).events(call.id("session"), range, limit);
        List<SessionEvent> events = page.events();
        String next = events.size() == limit ? Long.toString(events.getLast().sequence()) : null;
        try (OutputStream body = call.stream(200, "application/json")) {
            JsonIo.write(body, out -> {
                out.writeStartObject();
                Encode.list(out, "items", events, EncodeSessions::event);
                out.writeStringProperty("next", next);
                out.writeNumberProperty("lastSequence", page.lastSequence());
                out.writeEndObject();
            });
        }
    }

    private static void answer(Call call, int status, Session session) {
        call.etag(session.version()).json(status, out -> EncodeSessions.session(out, session));
    }

    private Sessions sessions(Call call) {
        CairnWorkspace workspace = call.workspace(cairn);
        return workspace.sessions();
    }
}
