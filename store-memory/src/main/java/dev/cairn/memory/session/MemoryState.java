package dev.cairn.memory.session;

import dev.cairn.error.ConditionFailed;
import dev.cairn.memory.base.MemoryScope;
import dev.cairn.memory.base.Weight;
import dev.cairn.memory.session.SessionTables.StateKey;
import dev.cairn.model.EntityKind;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.store.StateWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** State, by owner and key. */
final class MemoryState implements StateWriter {
    private final MemoryScope scope;
    private final SessionTables tables;

    MemoryState(MemoryScope scope, SessionTables tables) {
        this.scope = scope;
        this.tables = tables;
    }

    private SessionTables tables() {
        return scope.use(tables);
    }

    @Override
    public Optional<StateEntry> find(StateOwner owner, String key) {
        return Optional.ofNullable(tables().state.get(new StateKey(owner, key)));
    }

    @Override
    public List<StateEntry> find(StateOwner owner, Collection<String> keys) {
        return keys.stream()
                .map(key -> find(owner, key))
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public List<StateEntry> list(StateOwner owner, @Nullable String after, int limit) {
        List<StateEntry> found = new ArrayList<>();
        // no key is empty
        for (StateEntry entry : tables().state
                .tailMap(new StateKey(owner, after == null ? "" : after), false)
                .values()) {
            if (found.size() == limit || !entry.owner().equals(owner)) {
                break;
            }
            if (entry.value() != null) {
                found.add(entry);
            }
        }
        return found;
    }

    @Override
    public void put(List<StateEntry> entries) {
        for (StateEntry entry : entries) {
            StateEntry present = tables().state.get(new StateKey(entry.owner(), entry.key()));
            long actual = present == null ? 0 : present.version();
            if (actual != entry.version() - 1) {
                throw new ConditionFailed(
                        "state", entry.owner().key() + "/" + entry.key(), entry.version() - 1, actual);
            }
        }
        entries.forEach(this::put);
    }

    private void put(StateEntry entry) {
        SessionTables tables = tables();
        StateKey key = new StateKey(entry.owner(), entry.key());
        StateEntry present = tables.state.get(key);
        tables.state = tables.state.plus(key, entry);
        tables.bytes += Weight.of(entry) - (present == null ? 0 : Weight.of(present));
        if (entry.value() == null) {
            scope.changes().delete(EntityKind.STATE, entry.owner().key(), entry.key(), entry.version());
        } else {
            scope.changes().put(EntityKind.STATE, entry.owner().key(), entry.key(), entry.version());
        }
    }

    @Override
    public int clear(StateOwner owner) {
        SessionTables tables = tables();
        int cleared = 0;
        for (StateEntry entry :
                tables.state.tailMap(new StateKey(owner, ""), false).values()) {
            if (!entry.owner().equals(owner)) {
                break;
            }
            tables.state = tables.state.minus(new StateKey(owner, entry.key()));
            tables.bytes -= Weight.of(entry);
            if (entry.value() != null) {
                scope.changes().delete(EntityKind.STATE, owner.key(), entry.key(), entry.version());
                cleared++;
            }
        }
        return cleared;
    }
}
