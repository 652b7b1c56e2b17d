package dev.cairn.conformance.cost;

import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.Subject;
import dev.cairn.model.EventQuery;
import dev.cairn.model.PageKey;
import dev.cairn.model.SessionFilter;
import dev.cairn.model.SessionStatus;
import dev.cairn.model.StateOwner;
import dev.cairn.model.StateScope;
import java.time.Instant;
import java.util.List;

/** The calls on sessions, their events and state. */
final class SessionCalls {
    private SessionCalls() {}

    /** @param id of a session with events {@code ev1}, {@code ev2} ... and state {@code k0}, {@code k1} ... */
    static Calls reads(Subject subject, String id, Instant now) {
        PageKey middle = new PageKey(now, id);
        Calls calls = new Calls(subject).read("sessions.find", v -> v.sessions().find(id));
        for (SessionFilter filter : List.of(
                SessionFilter.ALL,
                new SessionFilter("chat", null, null, null),
                new SessionFilter(null, "ada", null, null),
                new SessionFilter(null, null, "p", null),
                new SessionFilter(null, null, null, SessionStatus.ACTIVE))) {
            calls.read("sessions.page first " + filter, v -> v.sessions().page(filter, null, 50));
            calls.read("sessions.page " + filter, v -> v.sessions().page(filter, middle, 50));
        }
        StateOwner owner = new StateOwner(StateScope.SESSION, id);
        return calls.read("events.head", v -> v.events().head(id))
                .read("events.read", v -> v.events().read(id, EventQuery.after(2), 50))
                .read("events.read backward", v -> v.events().read(id, EventQuery.before(40), 50))
                .read("events.known", v -> v.events().known(id, List.of("ev1", "ev2", "no")))
                .read("state.find", v -> v.state().find(owner, "k1"))
                .read("state.find several", v -> v.state().find(owner, List.of("k1", "no")))
                .read("state.list", v -> v.state().list(owner, "k0", 50));
    }

    static Calls writes(Subject subject, String id, Instant now) {
        return new Calls(subject)
                .write("events.append", tx -> {
                    long next = tx.events().head(id).orElseThrow().lastSequence() + 1;
                    tx.events().append(id, List.of(Samples.event(next, "n" + next, now)));
                })
                .write("state.clear", tx -> tx.state().clear(new StateOwner(StateScope.TEMP, id)));
    }
}
