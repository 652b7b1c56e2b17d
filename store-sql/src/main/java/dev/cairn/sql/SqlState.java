package dev.cairn.sql;

import dev.cairn.error.ConditionFailed;
import dev.cairn.model.EntityKind;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.Wire;
import dev.cairn.store.StateWriter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** State over {@link StateMapper}. */
final class SqlState implements StateWriter {
    private final SqlScope scope;

    SqlState(SqlScope scope) {
        this.scope = scope;
    }

    private StateMapper mapper() {
        return scope.use().state();
    }

    @Override
    public Optional<StateEntry> find(StateOwner owner, String key) {
        return Optional.ofNullable(mapper().find(scope.workspace(), Wire.name(owner.scope()), owner.name(), key));
    }

    @Override
    public List<StateEntry> list(StateOwner owner, @Nullable String after, int limit) {
        // no key is empty
        return mapper().list(
                        scope.workspace(), Wire.name(owner.scope()), owner.name(), after == null ? "" : after, limit);
    }

    @Override
    public void put(StateEntry entry, long expectedVersion) {
        StateRow row = StateRow.of(scope.workspace(), entry, expectedVersion);
        int written = expectedVersion == 0 ? mapper().insert(row) : mapper().update(row);
        if (written == 0) {
            long actual =
                    find(entry.owner(), entry.key()).map(StateEntry::version).orElse(0L);
            throw new ConditionFailed("state", entry.owner().key() + "/" + entry.key(), expectedVersion, actual);
        }
        if (entry.value() == null) {
            scope.changes().delete(EntityKind.STATE, entry.owner().key(), entry.key(), entry.version());
        } else {
            scope.changes().put(EntityKind.STATE, entry.owner().key(), entry.key(), entry.version());
        }
    }

    @Override
    public int clear(StateOwner owner) {
        List<StateEntry> living = list(owner, null, Integer.MAX_VALUE);
        if (mapper().clear(scope.workspace(), Wire.name(owner.scope()), owner.name()) > 0) {
            living.forEach(
                    entry -> scope.changes().delete(EntityKind.STATE, owner.key(), entry.key(), entry.version()));
        }
        return living.size();
    }
}
