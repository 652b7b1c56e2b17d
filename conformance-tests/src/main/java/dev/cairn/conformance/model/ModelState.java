package dev.cairn.conformance.model;

import dev.cairn.error.ConditionFailed;
import dev.cairn.model.EntityKind;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.store.StateWriter;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** State of the reference model. */
final class ModelState implements StateWriter {
    private static final Comparator<String> BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    private final ReferenceModel model;

    ModelState(ReferenceModel model) {
        this.model = model;
    }

    private Map<String, StateEntry> of(StateOwner owner) {
        return model.state.computeIfAbsent(owner, of -> new HashMap<>());
    }

    @Override
    public Optional<StateEntry> find(StateOwner owner, String key) {
        return Optional.ofNullable(of(owner).get(key));
    }

    @Override
    public List<StateEntry> find(StateOwner owner, Collection<String> keys) {
        return of(owner).values().stream()
                .filter(entry -> keys.contains(entry.key()))
                .toList();
    }

    @Override
    public List<StateEntry> list(StateOwner owner, @Nullable String after, int limit) {
        return of(owner).values().stream()
                .filter(entry -> entry.value() != null)
                .filter(entry -> after == null || BYTES.compare(entry.key(), after) > 0)
                .sorted(Comparator.comparing(StateEntry::key, BYTES))
                .limit(limit)
                .toList();
    }

    @Override
    public void put(List<StateEntry> entries) {
        entries.forEach(this::check);
        entries.forEach(this::put);
    }

    private void check(StateEntry entry) {
        long expectedVersion = entry.version() - 1;
        StateOwner owner = entry.owner();
        long actual = find(owner, entry.key()).map(StateEntry::version).orElse(0L);
        if (actual != expectedVersion) {
            throw new ConditionFailed("state", owner.key() + "/" + entry.key(), expectedVersion, actual);
        }
    }

    private void put(StateEntry entry) {
        StateOwner owner = entry.owner();
        of(owner).put(entry.key(), entry);
        if (entry.value() == null) {
            model.delete(EntityKind.STATE, owner.key(), entry.key(), entry.version());
        } else {
            model.put(EntityKind.STATE, owner.key(), entry.key(), entry.version());
        }
    }

    @Override
    public int clear(StateOwner owner) {
        List<StateEntry> living = list(owner, null, Integer.MAX_VALUE);
        living.forEach(entry -> model.delete(EntityKind.STATE, owner.key(), entry.key(), entry.version()));
        model.state.remove(owner);
        return living.size();
    }
}
