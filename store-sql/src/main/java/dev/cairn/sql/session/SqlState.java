package dev.cairn.sql.session;

import dev.cairn.error.ConditionFailed;
import dev.cairn.model.EntityKind;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.Wire;
import dev.cairn.sql.base.Chunks;
import dev.cairn.sql.base.JsonArray;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.StateWriter;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** State over {@link StateMapper}. */
final class SqlState implements StateWriter {
    private final SqlScope scope;
    private final StateMapper mapper;

    SqlState(SqlScope scope, StateMapper mapper) {
        this.scope = scope;
        this.mapper = mapper;
    }

    private StateMapper mapper() {
        return scope.use(mapper);
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
    public List<StateEntry> find(StateOwner owner, Collection<String> keys) {
        return keys.size() == 1
                ? find(owner, keys.iterator().next()).stream().toList()
                : mapper().among(scope.workspace(), Wire.name(owner.scope()), owner.name(), JsonArray.of(keys));
    }

    @Override
    public void put(List<StateEntry> entries) {
        // what is refused as a whole must not be there in part
        ConditionFailed refused = entries.size() == 1 ? null : refused(entries);
        if (refused != null) {
            throw refused;
        }
        List<StateRow> rows =
                entries.stream().map(e -> StateRow.of(scope.workspace(), e)).toList();
        Chunks.forEach(rows, some -> {
            int put = some.size() == 1 ? put(some.getFirst()) : mapper().putAll(scope.workspace(), some);
            if (put < some.size()) {
                throw Objects.requireNonNull(refused(entries), "put, and not put");
            }
        });
        for (StateEntry entry : entries) {
            if (entry.value() == null) {
                scope.changes().delete(EntityKind.STATE, entry.owner().key(), entry.key(), entry.version());
            } else {
                scope.changes().put(EntityKind.STATE, entry.owner().key(), entry.key(), entry.version());
            }
        }
    }

    private int put(StateRow row) {
        return row.version() == 1 ? mapper().insert(row) : mapper().update(row);
    }

    private @Nullable ConditionFailed refused(List<StateEntry> entries) {
        Map<String, StateEntry> actual = new HashMap<>();
        find(entries.getFirst().owner(), entries.stream().map(StateEntry::key).toList())
                .forEach(present -> actual.put(present.key(), present));
        for (StateEntry entry : entries) {
            long version = version(actual.get(entry.key()));
            if (version != entry.version() - 1) {
                return new ConditionFailed(
                        "state", entry.owner().key() + "/" + entry.key(), entry.version() - 1, version);
            }
        }
        return null;
    }

    private static long version(@Nullable StateEntry entry) {
        return entry == null ? 0 : entry.version();
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
