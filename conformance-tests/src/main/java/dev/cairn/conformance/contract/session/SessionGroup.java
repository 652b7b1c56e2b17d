package dev.cairn.conformance.contract.session;

import dev.cairn.conformance.contract.RuleGroup;
import dev.cairn.logic.session.NewEvent;
import dev.cairn.logic.session.NewSession;
import dev.cairn.logic.session.Sessions;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Session;

/** Rules that need a session. */
abstract class SessionGroup extends RuleGroup {
    static JsonObject json(String text) {
        return JsonObject.parse("json", text.replace('\'', '"'));
    }

    static NewEvent message(String id) {
        return NewEvent.message("user", json("{'message':'" + id + "'}")).withId(id);
    }

    Sessions sessions() {
        return space.sessions();
    }

    Session open(String id) {
        return sessions()
                .create(NewSession.of("chat", "ada").inProject("p").withId(id))
                .value();
    }
}
