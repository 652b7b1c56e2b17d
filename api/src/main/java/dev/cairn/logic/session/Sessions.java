package dev.cairn.logic.session;

import dev.cairn.error.NotFound;
import dev.cairn.logic.Cursors;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Limits;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.Pages;
import dev.cairn.logic.Scope;
import dev.cairn.model.EventQuery;
import dev.cairn.model.Page;
import dev.cairn.model.PageKey;
import dev.cairn.model.Session;
import dev.cairn.model.SessionEvent;
import dev.cairn.model.SessionFilter;
import dev.cairn.model.SessionStatus;
import dev.cairn.model.WriterLease;
import dev.cairn.store.Committed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The sessions of one workspace, and their events. */
public final class Sessions {
    private final Scope scope;

    public Sessions(Scope scope) {
        this.scope = scope;
    }

    /**
     * What an append did.
     *
     * @param sequences of each event by its id, in the order given
     * @param repeated how many were there already (EVENT-3)
     */
    public record Appended(Map<String, Long> sequences, int repeated) {
        public Appended {
            sequences = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(sequences));
        }

        /** The highest of them. */
        public long last() {
            return sequences.values().stream().mapToLong(Long::longValue).max().orElse(0);
        }
    }

    /**
     * Some events, and how far they went in the same snapshot.
     *
     * @param lastSequence of all; 0 when there are none
     */
    public record EventPage(List<SessionEvent> events, long lastSequence) {
        public EventPage {
            events = List.copyOf(events);
        }
    }

    /** @throws dev.cairn.error.AlreadyExists when the id is taken */
    public Committed<Session> create(NewSession input) {
        return scope.write("sessions.create", SessionWrites.create(scope, input));
    }

    /** Without its events. @throws NotFound kind "session" */
    public Session get(String id) {
        return scope.store().read(scope.workspace(), "sessions.get", view -> SessionWrites.require(view, id));
    }

    /** Newest first (PAGE-1), without events. */
    public Page<Session> list(SessionFilter filter, PageRequest request) {
        Inputs.optional("app", filter.app(), Limits.OWNER);
        Inputs.optional("user", filter.user(), Limits.OWNER);
        Inputs.optional("project", filter.project(), Limits.OWNER);
        PageKey after = Cursors.timed(request.cursor());
        return scope.store().read(scope.workspace(), "sessions.list", view -> {
            List<Session> found = view.sessions().page(filter, after, request.limit() + 1);
            return Pages.of(found, request.limit(), s -> new PageKey(s.createdAt(), s.id()), null);
        });
    }

    /**
     * Changes what the patch names. A patch that changes nothing writes nothing. Terminating ends the state of the session
     * and of its turn (STATE-5).
     *
     * @param expectedVersion null: whatever it is
     * @throws NotFound kind "session"
     * @throws dev.cairn.error.ConditionFailed with the actual version
     * @throws dev.cairn.error.IllegalTransition when the status may not follow the present one, or it is archived
     */
    public Committed<Session> change(String id, SessionPatch patch, @Nullable Long expectedVersion) {
        return scope.write("sessions.change", SessionWrites.change(scope, id, patch, expectedVersion));
    }

    public Session activate(String id) {
        return change(id, SessionPatch.status(SessionStatus.ACTIVE), null).value();
    }

    public Session pause(String id) {
        return change(id, SessionPatch.status(SessionStatus.PAUSED), null).value();
    }

    public Session terminate(String id) {
        return change(id, SessionPatch.status(SessionStatus.TERMINATED), null).value();
    }

    public Session archive(String id) {
        return change(id, SessionPatch.status(SessionStatus.ARCHIVED), null).value();
    }

    /**
     * Removes it with its events and its own state.
     *
     * @throws NotFound kind "session"
     */
    public void delete(String id, @Nullable Long expectedVersion) {
        scope.write("sessions.delete", SessionWrites.delete(id, expectedVersion));
    }

    /**
     * Appends in order, and applies what the events say of state, in one transaction. Events whose ids the session has
     * are not appended again, and must be the same.
     *
     * @throws NotFound kind "session"
     * @throws dev.cairn.error.ConditionFailed kind "events" or "lease", as the mode says
     * @throws dev.cairn.error.AlreadyExists kind "event" when another event has the id
     * @throws dev.cairn.error.IllegalTransition when the session is archived, or over and the event changes its state
     */
    public Committed<Appended> append(String id, List<NewEvent> events, AppendMode mode) {
        return scope.write("events.append", EventWrites.append(scope, id, events, mode));
    }

    /** After whatever is there. */
    public long append(String id, NewEvent event) {
        return append(id, List.of(event), AppendMode.ANY_ORDER).value().last();
    }

    /** @throws NotFound kind "session" */
    public EventPage events(String id, EventQuery query, int limit) {
        Inputs.pageLimit(limit);
        return scope.store().read(scope.workspace(), "events.read", view -> {
            long last = SessionWrites.head(view, id).lastSequence();
            return new EventPage(view.events().read(id, query, limit), last);
        });
    }

    /**
     * Makes {@code holder} the only one who may append, or renews that.
     *
     * @param time 1 second to 1 day
     * @throws dev.cairn.error.ConditionFailed kind "lease" while another holds it
     */
    public WriterLease lease(String id, String holder, Duration time) {
        return scope.write("events.lease", SessionWrites.lease(scope, id, holder, time))
                .value();
    }

    /** @throws dev.cairn.error.ConditionFailed kind "lease" where another has taken it since */
    public void release(String id, long token) {
        scope.write("events.release", SessionWrites.release(scope, id, token));
    }

    /** All events of a session, read in pages. For short ones. */
    public List<SessionEvent> events(String id) {
        List<SessionEvent> all = new ArrayList<>();
        EventPage page = events(id, EventQuery.ALL, Limits.MAX_PAGE);
        while (!page.events().isEmpty()) {
            all.addAll(page.events());
            page = events(id, EventQuery.after(all.getLast().sequence()), Limits.MAX_PAGE);
        }
        return all;
    }
}
