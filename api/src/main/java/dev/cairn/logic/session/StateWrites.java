package dev.cairn.logic.session;

import dev.cairn.model.Session;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.StateScope;
import dev.cairn.store.Transaction;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What one transaction does to the state that a session sees, gathered and then written: the last value of each key, once
 * (STATE-3, COST-1).
 */
final class StateWrites {
    private final Session session;
    private final Map<StateOwner, Map<String, @Nullable String>> values = new LinkedHashMap<>();
    private boolean turnEnded;

    StateWrites(Session session) {
        this.session = session;
    }

    void add(StateDelta delta) {
        delta.forEach(session, this::add);
    }

    private void add(StateOwner owner, String key, @Nullable String value) {
        values.computeIfAbsent(owner, of -> new LinkedHashMap<>()).put(key, value);
    }

    /** Forgets the state of the turn; what is added later belongs to the next one. */
    void endTurn() {
        values.remove(turn());
        turnEnded = true;
    }

    private StateOwner turn() {
        return new StateOwner(StateScope.TEMP, session.id());
    }

    void apply(Transaction tx, Instant now) {
        if (turnEnded) {
            tx.state().clear(turn());
        }
        for (Map.Entry<StateOwner, Map<String, @Nullable String>> texts : values.entrySet()) {
            put(tx, texts.getKey(), texts.getValue(), now);
        }
    }

    /**
     * Puts and removes values, whatever is there; what changes nothing writes nothing.
     *
     * @return what is there then, by key; also what was removed earlier
     */
    static Collection<StateEntry> put(
            Transaction tx, StateOwner owner, Map<String, @Nullable String> texts, Instant now) {
        Map<String, StateEntry> entries = new HashMap<>();
        tx.state().find(owner, texts.keySet()).forEach(entry -> entries.put(entry.key(), entry));
        List<StateEntry> changed = new ArrayList<>();
        texts.forEach((key, value) -> {
            StateEntry present = entries.get(key);
            String before = present == null ? null : present.value();
            if (value == null ? before != null : !value.equals(before)) {
                changed.add(new StateEntry(owner, key, value, now, present == null ? 1 : present.version() + 1));
            }
        });
        if (!changed.isEmpty()) {
            tx.state().put(changed);
            changed.forEach(entry -> entries.put(entry.key(), entry));
        }
        return entries.values();
    }
}
