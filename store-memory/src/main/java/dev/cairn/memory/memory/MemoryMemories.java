package dev.cairn.memory.memory;

import dev.cairn.error.ConditionFailed;
import dev.cairn.memory.base.MemoryScope;
import dev.cairn.memory.base.Weight;
import dev.cairn.memory.memory.MemoryTables.MemoryTime;
import dev.cairn.memory.memory.MemoryTables.VersionKey;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.Terms;
import dev.cairn.store.MemoryWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Memories: the newest versions, the earlier ones apart, and an inverted index of the living. */
final class MemoryMemories implements MemoryWriter {
    private final MemoryScope scope;
    private final MemoryTables tables;

    MemoryMemories(MemoryScope scope, MemoryTables tables) {
        this.scope = scope;
        this.tables = tables;
    }

    private MemoryTables tables() {
        return scope.use(tables);
    }

    @Override
    public Optional<Memory> find(MemoryKey id) {
        return Optional.ofNullable(tables().memories.get(id));
    }

    @Override
    public List<Memory> findAll(Collection<MemoryKey> ids) {
        MemoryTables tables = tables();
        return ids.stream()
                .map(tables.memories::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    @Override
    public Optional<Memory> find(MemoryKey id, long version) {
        MemoryTables tables = tables();
        Memory newest = tables.memories.get(id);
        return newest != null && newest.version() == version
                ? Optional.of(newest)
                : Optional.ofNullable(tables.versions.get(new VersionKey(id, version)));
    }

    @Override
    public List<Memory> history(MemoryKey id, long before, Instant now, int limit) {
        MemoryTables tables = tables();
        List<Memory> found = new ArrayList<>();
        Memory newest = tables.memories.get(id);
        if (newest != null && newest.version() < before && !newest.expiredAt(now)) {
            found.add(newest);
        }
        for (Memory earlier : tables.versions
                .subMap(new VersionKey(id, 0), true, new VersionKey(id, before), false)
                .descendingMap()
                .values()) {
            if (found.size() >= limit) {
                break;
            }
            if (!earlier.expiredAt(now)) {
                found.add(earlier);
            }
        }
        return found.subList(0, Math.min(limit, found.size()));
    }

    @Override
    public List<Memory> expired(Instant now, int limit) {
        MemoryTables tables = tables();
        return until(tables.ends, now, limit).stream()
                .map(end ->
                        Objects.requireNonNull(tables.memories.get(end.version().id())))
                .toList();
    }

    /** Those at or before {@code last}, earliest first. */
    private static List<MemoryTime> until(TreePMap<MemoryTime, Boolean> times, Instant last, int limit) {
        List<MemoryTime> found = new ArrayList<>();
        for (MemoryTime time : times.keySet()) {
            if (found.size() == limit || time.time().isAfter(last)) {
                break;
            }
            found.add(time);
        }
        return found;
    }

    @Override
    public void put(List<Memory> next, int kept) {
        MemoryTables tables = tables();
        for (Memory memory : next) {
            Memory present = tables.memories.get(memory.id());
            long actual = present == null ? 0 : present.version();
            if (actual != memory.version() - 1) {
                throw new ConditionFailed("memory", memory.id().toString(), memory.version() - 1, actual);
            }
        }
        for (Memory memory : next) {
            Memory present = tables.memories.get(memory.id());
            if (present != null) {
                take(tables, present);
                keep(tables, present);
                dropThrough(tables, memory.id(), memory.version() - kept - 1);
            }
            add(tables, memory);
        }
    }

    private void add(MemoryTables tables, Memory memory) {
        MemoryKey id = memory.id();
        VersionKey version = new VersionKey(id, memory.version());
        tables.memories = tables.memories.plus(id, memory);
        tables.bytes += Weight.of(memory);
        if (memory.value() == null) {
            tables.deletions = tables.deletions.plus(new MemoryTime(memory.updatedAt(), version), true);
            scope.changes().delete(EntityKind.MEMORY, id.namespace().path(), id.key(), memory.version());
            return;
        }
        for (String term : Terms.of(id.key(), memory.value())) {
            tables.terms = tables.terms.plus(term, having(tables, term).plus(id, true));
            tables.bytes += Weight.term(term);
        }
        if (memory.expiresAt() != null) {
            tables.ends = tables.ends.plus(new MemoryTime(memory.expiresAt(), version), true);
        }
        scope.changes().put(EntityKind.MEMORY, id.namespace().path(), id.key(), memory.version());
    }

    static TreePMap<MemoryKey, Boolean> having(MemoryTables tables, String term) {
        TreePMap<MemoryKey, Boolean> having = tables.terms.get(term);
        return having == null ? TreePMap.empty() : having;
    }

    /** Removes a newest version, with its places in the indexes. */
    private static void take(MemoryTables tables, Memory memory) {
        MemoryKey id = memory.id();
        VersionKey version = new VersionKey(id, memory.version());
        tables.memories = tables.memories.minus(id);
        tables.bytes -= Weight.of(memory);
        if (memory.value() == null) {
            tables.deletions = tables.deletions.minus(new MemoryTime(memory.updatedAt(), version));
            return;
        }
        for (String term : Terms.of(id.key(), memory.value())) {
            TreePMap<MemoryKey, Boolean> left = having(tables, term).minus(id);
            tables.terms = left.isEmpty() ? tables.terms.minus(term) : tables.terms.plus(term, left);
            tables.bytes -= Weight.term(term);
        }
        if (memory.expiresAt() != null) {
            tables.ends = tables.ends.minus(new MemoryTime(memory.expiresAt(), version));
        }
    }

    private static void keep(MemoryTables tables, Memory memory) {
        VersionKey version = new VersionKey(memory.id(), memory.version());
        tables.versions = tables.versions.plus(version, memory);
        tables.bytes += Weight.of(memory);
        if (memory.expiresAt() != null) {
            tables.versionEnds = tables.versionEnds.plus(new MemoryTime(memory.expiresAt(), version), true);
        }
    }

    /** As a rule that is one version; more where fewer are kept than before. */
    private static void dropThrough(MemoryTables tables, MemoryKey id, long last) {
        if (last > 0) {
            List.copyOf(tables.versions
                            .subMap(new VersionKey(id, 0), true, new VersionKey(id, last), true)
                            .keySet())
                    .forEach(version -> drop(tables, version));
        }
    }

    private static void drop(MemoryTables tables, VersionKey version) {
        @Nullable Memory memory = tables.versions.get(version);
        if (memory != null) {
            tables.versions = tables.versions.minus(version);
            tables.bytes -= Weight.of(memory);
            if (memory.expiresAt() != null) {
                tables.versionEnds = tables.versionEnds.minus(new MemoryTime(memory.expiresAt(), version));
            }
        }
    }

    @Override
    public int dropExpired(Instant now, int limit) {
        MemoryTables tables = tables();
        List<MemoryTime> over = until(tables.versionEnds, now, limit);
        over.forEach(end -> drop(tables, end.version()));
        return over.size();
    }

    @Override
    public int forget(Instant before, int limit) {
        MemoryTables tables = tables();
        List<MemoryTime> old = new ArrayList<>(until(tables.deletions, before, limit));
        old.removeIf(deletion -> !deletion.time().isBefore(before));
        for (MemoryTime deletion : old) {
            MemoryKey id = deletion.version().id();
            tables.versions
                    .subMap(new VersionKey(id, 0), true, new VersionKey(id, Long.MAX_VALUE), true)
                    .keySet()
                    .forEach(version -> drop(tables, version));
            take(tables, Objects.requireNonNull(tables.memories.get(id)));
        }
        return old.size();
    }
}
