package dev.cairn.conformance.model;

import dev.cairn.error.ConditionFailed;
import dev.cairn.error.StoreException;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryKey;
import dev.cairn.store.MemoryWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/** Memories of the reference model: of each key all versions in one map, the last of which is the newest. */
final class ModelMemories implements MemoryWriter {
    private final ReferenceModel model;

    ModelMemories(ReferenceModel model) {
        this.model = model;
    }

    static Memory newest(NavigableMap<Long, Memory> versions) {
        return Objects.requireNonNull(versions.lastEntry()).getValue();
    }

    @Override
    public Optional<Memory> find(MemoryKey id) {
        return Optional.ofNullable(model.memories.get(id)).map(ModelMemories::newest);
    }

    @Override
    public List<Memory> findAll(Collection<MemoryKey> ids) {
        return ids.stream().distinct().flatMap(id -> find(id).stream()).toList();
    }

    @Override
    public Optional<Memory> find(MemoryKey id, long version) {
        return Optional.ofNullable(
                model.memories.getOrDefault(id, new TreeMap<>()).get(version));
    }

    private static boolean over(Memory memory, Instant now) {
        return memory.expiresAt() != null && !now.isBefore(memory.expiresAt());
    }

    @Override
    public List<Memory> history(MemoryKey id, long before, Instant now, int limit) {
        return model.memories.getOrDefault(id, new TreeMap<>()).descendingMap().values().stream()
                .filter(memory -> memory.version() < before && !over(memory, now))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Memory> expired(Instant now, int limit) {
        return model.memories.values().stream()
                .map(ModelMemories::newest)
                .filter(memory -> memory.value() != null && over(memory, now))
                .sorted(Comparator.comparing((Memory memory) -> Objects.requireNonNull(memory.expiresAt()))
                        .thenComparing(Memory::id))
                .limit(limit)
                .toList();
    }

    @Override
    public void put(List<Memory> next, int kept) {
        List<StoreException> wrong = new ArrayList<>();
        for (Memory memory : next) {
            long actual = find(memory.id()).map(Memory::version).orElse(0L);
            if (actual != memory.version() - 1) {
                wrong.add(new ConditionFailed("memory", memory.id().toString(), memory.version() - 1, actual));
            }
        }
        ReferenceModel.refuse(wrong);
        for (Memory memory : next) {
            TreeMap<Long, Memory> versions = model.memories.computeIfAbsent(memory.id(), id -> new TreeMap<>());
            versions.put(memory.version(), memory);
            versions.headMap(memory.version() - kept).clear();
            String namespace = String.join("/", memory.id().namespace().segments());
            if (memory.value() == null) {
                model.delete(EntityKind.MEMORY, namespace, memory.id().key(), memory.version());
            } else {
                model.put(EntityKind.MEMORY, namespace, memory.id().key(), memory.version());
            }
        }
    }

    @Override
    public int dropExpired(Instant now, int limit) {
        List<Memory> gone = new ArrayList<>();
        for (TreeMap<Long, Memory> versions : model.memories.values()) {
            for (Memory memory : versions.headMap(versions.lastKey()).values()) {
                if (over(memory, now) && gone.size() < limit) {
                    gone.add(memory);
                }
            }
        }
        gone.forEach(memory -> of(memory.id()).remove(memory.version()));
        return gone.size();
    }

    private Map<Long, Memory> of(MemoryKey id) {
        return Objects.requireNonNull(model.memories.get(id));
    }

    @Override
    public int forget(Instant before, int limit) {
        List<MemoryKey> gone = model.memories.values().stream()
                .map(ModelMemories::newest)
                .filter(memory -> memory.value() == null && memory.updatedAt().isBefore(before))
                .map(Memory::id)
                .limit(limit)
                .toList();
        gone.forEach(model.memories::remove);
        return gone.size();
    }
}
