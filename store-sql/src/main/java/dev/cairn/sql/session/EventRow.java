package dev.cairn.sql.session;

import dev.cairn.model.SessionEvent;
import dev.cairn.model.Wire;
import dev.cairn.sql.base.Micros;

/** An event as parameters of an insert. */
public record EventRow(
        long sequence, String id, String type, String actor, long time, String content, String state, int endsTurn) {

    static EventRow of(SessionEvent e) {
        return new EventRow(
                e.sequence(),
                e.id(),
                Wire.name(e.type()),
                e.actor(),
                Micros.of(e.time()),
                e.content().text(),
                e.state().text(),
                e.endsTurn() ? 1 : 0);
    }
}
