package dev.cairn.logic.session;

import dev.cairn.error.ConditionFailed;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.NotFound;
import dev.cairn.logic.Cursors;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Limits;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.Pages;
import dev.cairn.logic.Prepared;
import dev.cairn.logic.Scope;
import dev.cairn.model.Json;
import dev.cairn.model.Page;
import dev.cairn.model.Session;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.StateScope;
import dev.cairn.model.Texts;
import dev.cairn.store.Committed;
import dev.cairn.store.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The state of one workspace: of turns, sessions, users, applications and projects. */
public final class States {
    private final Scope scope;

    public States(Scope scope) {
        this.scope = scope;
    }

    /** @throws NotFound kind "state" when there is no value */
    public StateEntry get(StateOwner owner, String key) {
        return scope.store()
                .read(
                        scope.workspace(),
                        "state.get",
                        view -> view.state()
                                .find(checked(owner), key)
                                .filter(entry -> entry.value() != null)
                                .orElseThrow(() -> new NotFound("state", name(owner, key))));
    }

    /** By key. */
    public Page<StateEntry> list(StateOwner owner, PageRequest request) {
        String after = Cursors.key(request.cursor());
        return scope.store()
                .read(
                        scope.workspace(),
                        "state.list",
                        view -> page(view.state().list(checked(owner), after, request.limit() + 1), request));
    }

    /**
     * What a session sees: for each key the value of the strongest scope that has one (STATE-1), by key.
     *
     * @throws NotFound kind "session"
     */
    public Page<StateEntry> resolve(String sessionId, PageRequest request) {
        String after = Cursors.key(request.cursor());
        return scope.store().read(scope.workspace(), "state.resolve", view -> {
            Session session = SessionWrites.require(view, sessionId);
            TreeMap<String, StateEntry> strongest = new TreeMap<>(Texts.BYTE_ORDER);
            // each list holds the first of its own, so that together they hold the first of all
            for (StateOwner owner : seenBy(session)) {
                view.state()
                        .list(owner, after, request.limit() + 1)
                        .forEach(entry -> strongest.putIfAbsent(entry.key(), entry));
            }
            List<StateEntry> first = new ArrayList<>(strongest.values());
            return page(first.subList(0, Math.min(first.size(), request.limit() + 1)), request);
        });
    }

    /**
     * The value that a session sees under a key.
     *
     * @throws NotFound kind "session", or "state" when no scope has a value
     */
    public StateEntry resolve(String sessionId, String key) {
        return scope.store().read(scope.workspace(), "state.resolveOne", view -> {
            for (StateOwner owner : seenBy(SessionWrites.require(view, sessionId))) {
                StateEntry entry = view.state().find(owner, key).orElse(null);
                if (entry != null && entry.value() != null) {
                    return entry;
                }
            }
            throw new NotFound("state", sessionId + "/" + key);
        });
    }

    /** Strongest first. */
    private static List<StateOwner> seenBy(Session session) {
        List<StateOwner> owners = new ArrayList<>(List.of(
                new StateOwner(StateScope.TEMP, session.id()),
                new StateOwner(StateScope.SESSION, session.id()),
                new StateOwner(StateScope.USER, session.user()),
                new StateOwner(StateScope.APP, session.app())));
        if (session.project() != null) {
            owners.add(new StateOwner(StateScope.PROJECT, session.project()));
        }
        return owners;
    }

    private static Page<StateEntry> page(List<StateEntry> found, PageRequest request) {
        return Pages.cut(found, request.limit(), entry -> Cursors.of(entry.key()), null);
    }

    /**
     * Puts a value, whatever is there or where the version is the expected one.
     *
     * @param json any JSON value but null
     * @param expectedVersion null: whatever it is; 0: none yet
     * @throws NotFound kind "session" where the owner is one
     * @throws dev.cairn.error.IllegalTransition where the owner is a session that is over
     * @throws ConditionFailed kind "state" with the actual version
     */
    public Committed<StateEntry> put(StateOwner owner, String key, String json, @Nullable Long expectedVersion) {
        Object value = Json.parse("value", json);
        if (value == null) {
            throw new InvalidArgument("value", "must not be null; remove it instead");
        }
        String text = StateDelta.value("value", Json.write(value));
        Prepared<@Nullable StateEntry> write = change(owner, key, text, expectedVersion);
        return scope.write("state.put", tx -> java.util.Objects.requireNonNull(write.apply(tx)));
    }

    /** Removes the value; does nothing where there is none. @throws ConditionFailed kind "state" with the actual version */
    public void remove(StateOwner owner, String key, @Nullable Long expectedVersion) {
        scope.write("state.remove", change(owner, key, null, expectedVersion));
    }

    private Prepared<@Nullable StateEntry> change(
            StateOwner owner, String key, @Nullable String value, @Nullable Long expectedVersion) {
        checked(owner);
        StateDelta.key("key", key);
        Instant now = scope.now();
        return tx -> {
            requireOwner(tx, owner);
            if (expectedVersion != null) {
                long actual =
                        tx.state().find(owner, key).map(StateEntry::version).orElse(0L);
                if (actual != expectedVersion) {
                    throw new ConditionFailed("state", name(owner, key), expectedVersion, actual);
                }
            }
            Map<String, @Nullable String> one = new HashMap<>();
            one.put(key, value);
            return StateWrites.put(tx, owner, one, now).stream().findFirst().orElse(null);
        };
    }

    private static void requireOwner(View view, StateOwner owner) {
        switch (owner.scope()) {
            case TEMP, SESSION -> SessionRules.requireOpen(SessionWrites.require(view, owner.name()));
            case USER, APP, PROJECT -> {}
        }
    }

    private static StateOwner checked(StateOwner owner) {
        if (Inputs.text("owner", owner.name(), Limits.OWNER).isEmpty()) {
            throw new InvalidArgument("owner", "must not be empty");
        }
        return owner;
    }

    private static String name(StateOwner owner, String key) {
        return owner.key() + "/" + key;
    }
}
