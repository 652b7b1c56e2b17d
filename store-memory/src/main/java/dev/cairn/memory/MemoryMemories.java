package dev.cairn.memory;

import dev.cairn.error.ConditionFailed;
import dev.cairn.memory.Tables.MemoryTime;
import dev.cairn.memory.Tables.VersionKey;
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
    private final Roles roles;

    MemoryMemories(Roles roles) {
        this.roles = roles;
    }

    @Override
    public Optional<Memory> find(MemoryKey id) {
        return Optional.ofNullable(roles.tables().memories.get(id));
    }

    @Override
    public List<Memory> findAll(Collection<MemoryKey> ids) {
        Tables tables = roles.tables();
        return ids.stream()
                .map(tables.memories::get)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    @Override
    public Optional<Memory> find(MemoryKey id, long version) {
        Tables tables = roles.tables();
        Memory newest = tables.memories.get(id);
        return newest != null && newest.version() == version
                ? Optional.of(newest)
                : Optional.ofNullable(tables.memoryVersions.get(new VersionKey(id, version)));
    }

    @Override
    public List<Memory> history(MemoryKey id, long before, Instant now, int limit) {
        Tables tables = roles.tables();
        List<Memory> found = new ArrayList<>();
        Memory newest = tables.memories.get(id);
        if (newest != null && newest.version() < before && !newest.expiredAt(now)) {
            found.add(newest);
        }
        for (Memory earlier : tables.memoryVersions
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
        Tables tables = roles.tables();
        return until(tables.memoryEnds, now, limit).stream()
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
        Tables tables = roles.tables();
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
                drop(tables, new VersionKey(memory.id(), memory.version() - kept - 1));
            }
            add(tables, memory);
        }
    }

    private void add(Tables tables, Memory memory) {
        MemoryKey id = memory.id();
        VersionKey version = new VersionKey(id, memory.version());
        tables.memories = tables.memories.plus(id, memory);
        tables.bytes += Weight.of(memory);
        if (memory.value() == null) {
            tables.memoryDeletions = tables.memoryDeletions.plus(new MemoryTime(memory.updatedAt(), version), true);
            roles.changes().delete(EntityKind.MEMORY, id.namespace().path(), id.key(), memory.version());
            return;
        }
        for (String term : Terms.of(id.key(), memory.value())) {
            tables.memoryTerms =
                    tables.memoryTerms.plus(term, having(tables, term).plus(id, true));
            tables.bytes += Weight.term(term);
        }
        if (memory.expiresAt() != null) {
            tables.memoryEnds = tables.memoryEnds.plus(new MemoryTime(memory.expiresAt(), version), true);
        }
        roles.changes().put(EntityKind.MEMORY, id.namespace().path(), id.key(), memory.version());
    }

    static TreePMap<MemoryKey, Boolean> having(Tables tables, String term) {
        TreePMap<MemoryKey, Boolean> having = tables.memoryTerms.get(term);
        return having == null ? TreePMap.empty() : having;
    }

    /** Removes a newest version, with its places in the indexes. */
    private static void take(Tables tables, Memory memory) {
        MemoryKey id = memory.id();
        VersionKey version = new VersionKey(id, memory.version());
        tables.memories = tables.memories.minus(id);
        tables.bytes -= Weight.of(memory);
        if (memory.value() == null) {
            tables.memoryDeletions = tables.memoryDeletions.minus(new MemoryTime(memory.updatedAt(), version));
            return;
        }
        for (String term : Terms.of(id.key(), memory.value())) {
            TreePMap<MemoryKey, Boolean> left = having(tables, term).minus(id);
            tables.memoryTerms = left.isEmpty() ? tables.memoryTerms.minus(term) : tables.memoryTerms.plus(term, left);
            tables.bytes -= Weight.term(term);
        }
        if (memory.expiresAt() != null) {
            tables.memoryEnds = tables.memoryEnds.minus(new MemoryTime(memory.expiresAt(), version));
        }
    }

    private static void keep(Tables tables, Memory memory) {
        VersionKey version = new VersionKey(memory.id(), memory.version());
        tables.memoryVersions = tables.memoryVersions.plus(version, memory);
        tables.bytes += Weight.of(memory);
        if (memory.expiresAt() != null) {
            tables.memoryVersionEnds = tables.memoryVersionEnds.plus(new MemoryTime(memory.expiresAt(), version), true);
        }
    }

    private static void drop(Tables tables, VersionKey version) {
        @Nullable Memory memory = tables.memoryVersions.get(version);
        if (memory != null) {
            tables.memoryVersions = tables.memoryVersions.minus(version);
            tables.bytes -= Weight.of(memory);
            if (memory.expiresAt() != null) {
                tables.memoryVersionEnds = tables.memoryVersionEnds.minus(new MemoryTime(memory.expiresAt(), version));
            }
        }
    }

    @Override
    public int dropExpired(Instant now, int limit) {
        Tables tables = roles.tables();
        List<MemoryTime> over = until(tables.memoryVersionEnds, now, limit);
        over.forEach(end -> drop(tables, end.version()));
        return over.size();
    }

    @Override
    public int forget(Instant before, int limit) {
        Tables tables = roles.tables();
        List<MemoryTime> old = new ArrayList<>(until(tables.memoryDeletions, before, limit));
        old.removeIf(deletion -> !deletion.time().isBefore(before));
        for (MemoryTime deletion : old) {
            MemoryKey id = deletion.version().id();
            tables.memoryVersions
                    .subMap(new VersionKey(id, 0), true, new VersionKey(id, Long.MAX_VALUE), true)
                    .keySet()
                    .forEach(version -> drop(tables, version));
            take(tables, Objects.requireNonNull(tables.memories.get(id)));
        }
        return old.size();
    }
}
