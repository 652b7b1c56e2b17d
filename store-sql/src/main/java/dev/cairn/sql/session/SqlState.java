package dev.cairn.sql.session;

import dev.cairn.error.ConditionFailed;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Json;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.Wire;
import dev.cairn.sql.base.Chunks;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.StateWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
                : mapper().among(
                                scope.workspace(),
                                Wire.name(owner.scope()),
                                owner.name(),
                                Json.write(new ArrayList<>(keys)));
    }

    @Override
    public void put(List<StateEntry> entries) {
        requireToFollow(entries);
        List<StateRow> rows =
                entries.stream().map(e -> StateRow.of(scope.workspace(), e)).toList();
        Chunks.forEach(rows, some -> {
            if (some.size() == 1) {
                mapper().put(some.getFirst());
            } else {
                mapper().putAll(some);
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

    /** Writes are serializable, so that what is true here is true when they are put. */
    private void requireToFollow(List<StateEntry> entries) {
        Map<String, Long> versions = new HashMap<>();
        find(entries.getFirst().owner(), entries.stream().map(StateEntry::key).toList())
                .forEach(present -> versions.put(present.key(), present.version()));
        for (StateEntry entry : entries) {
            long actual = versions.getOrDefault(entry.key(), 0L);
            if (actual != entry.version() - 1) {
                throw new ConditionFailed(
                        "state", entry.owner().key() + "/" + entry.key(), entry.version() - 1, actual);
            }
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
