package dev.cairn.logic.session;

import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Limits;
import dev.cairn.model.Json;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Session;
import dev.cairn.model.StateOwner;
import dev.cairn.model.StateScope;
import dev.cairn.model.Wire;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Values to put and to remove, by scope and key (STATE-3). */
final class StateDelta {
    private static final StateDelta NONE = new StateDelta("state", Map.of());

    private final String field;
    /** JSON texts; null removes. */
    private final Map<StateScope, Map<String, @Nullable String>> values;

    private StateDelta(String field, Map<StateScope, Map<String, @Nullable String>> values) {
        this.field = field;
        this.values = values;
    }

    static StateDelta parse(String field, @Nullable JsonObject delta) {
        if (delta == null || delta.equals(JsonObject.EMPTY)) {
            return NONE;
        }
        Map<StateScope, Map<String, @Nullable String>> values = new EnumMap<>(StateScope.class);
        int keys = 0;
        for (Map.Entry<String, @Nullable Object> scoped : delta.asMap().entrySet()) {
            StateScope scope = Wire.parse(StateScope.class, field, scoped.getKey());
            if (!(scoped.getValue() instanceof Map<?, ?> members)) {
                throw new InvalidArgument(field + "." + scoped.getKey(), "must be an object of keys and values");
            }
            Map<String, @Nullable String> texts = new LinkedHashMap<>();
            members.forEach((key, value) -> {
                String name = key(field + "." + scoped.getKey(), String.valueOf(key));
                texts.put(name, value == null ? null : value(field + "." + scoped.getKey(), Json.write(value)));
            });
            keys += texts.size();
            values.put(scope, texts);
        }
        if (keys > Limits.STATE_DELTA) {
            throw new LimitExceeded(field, Limits.STATE_DELTA, keys);
        }
        return new StateDelta(field, values);
    }

    static String key(String field, String key) {
        if (Inputs.text(field, key, Limits.STATE_KEY).isEmpty()) {
            throw new InvalidArgument(field, "must not have an empty key");
        }
        return key;
    }

    static String value(String field, String json) {
        return Inputs.text(field, json, Limits.STATE_VALUE);
    }

    /** In the order given: of what, which key, which value. */
    void forEach(Session session, Change change) {
        values.forEach((scope, texts) -> {
            StateOwner owner = owner(field, session, scope);
            texts.forEach((key, value) -> change.put(owner, key, value));
        });
    }

    /** A value to put; null removes. */
    interface Change {
        void put(StateOwner owner, String key, @Nullable String value);
    }

    /** Whose state a session means by a scope. */
    static StateOwner owner(String field, Session session, StateScope scope) {
        return switch (scope) {
            case TEMP, SESSION -> {
                SessionRules.requireOpen(session);
                yield new StateOwner(scope, session.id());
            }
            case USER -> new StateOwner(scope, session.user());
            case APP -> new StateOwner(scope, session.app());
            case PROJECT -> {
                if (session.project() == null) {
                    throw new InvalidArgument(field + ".project", "the session belongs to no project");
                }
                yield new StateOwner(scope, session.project());
            }
        };
    }
}
