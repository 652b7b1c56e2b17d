package dev.cairn.server.http.route;

import dev.cairn.Cairn;
import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.session.States;
import dev.cairn.model.Page;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.StateScope;
import dev.cairn.server.http.Call;
import dev.cairn.server.http.Routes;
import dev.cairn.server.http.json.DecodeSessions;
import dev.cairn.server.http.json.Encode;
import dev.cairn.server.http.json.EncodeSessions;
import dev.cairn.store.Committed;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** State: what a session sees, and what belongs to a turn, session, user, application or project. */
public final class StateRoutes implements Routes.Group {
    private final Cairn cairn;

    @Inject
    public StateRoutes(Cairn cairn) {
        this.cairn = cairn;
    }

    @Override
    public void register(Routes routes) {
        routes.on("resolveState", call -> {
            String session = call.id("session");
            String key = call.query().text("key");
            if (key == null) {
                var page = state(call).resolve(session, call.query().page());
                call.json(200, out -> Encode.page(out, page, EncodeSessions::state));
            } else {
                StateEntry found = state(call).resolve(session, key);
                Page<StateEntry> only = new Page<>(List.of(found), null, null);
                call.json(200, out -> Encode.page(out, only, EncodeSessions::state));
            }
        });
        routes.on("listState", call -> {
            var page = state(call).list(owner(call), call.query().page());
            call.json(200, out -> Encode.page(out, page, EncodeSessions::state));
        });
        routes.on("getState", call -> {
            StateEntry entry = state(call).get(owner(call), key(call));
            if (!call.notModified("\"" + entry.version() + "\"")) {
                answer(call, entry);
            }
        });
        routes.on("putState", call -> {
            Committed<StateEntry> put =
                    state(call).put(owner(call), key(call), DecodeSessions.value(call.json()), call.ifMatch());
            answer(call.revision(put.revision()), put.value());
        });
        routes.on("removeState", call -> {
            state(call).remove(owner(call), key(call), call.ifMatch());
            call.noContent();
        });
    }

    private static StateOwner owner(Call call) {
        return new StateOwner(
                required("scope", call.query().choice("scope", StateScope.class)),
                required("owner", call.query().text("owner")));
    }

    private static String key(Call call) {
        return required("key", call.query().text("key"));
    }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new InvalidArgument(name, "is required");
        }
        return value;
    }

    private static void answer(Call call, StateEntry entry) {
        call.etag(entry.version()).json(200, out -> EncodeSessions.state(out, entry));
    }

    private States state(Call call) {
        return call.workspace(cairn).state();
    }
}
