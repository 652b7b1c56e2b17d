package dev.cairn.sql.memory;

import dev.cairn.error.ConditionFailed;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Json;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryKey;
import dev.cairn.sql.base.Chunks;
import dev.cairn.sql.base.Micros;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.MemoryWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Memories over {@link MemoryMapper}. */
final class SqlMemories implements MemoryWriter {
    private final SqlScope scope;
    private final MemoryMapper mapper;
    private final boolean alike;

    /** @param alike whether the engine leaves out by itself what is too unlike */
    SqlMemories(SqlScope scope, MemoryMapper mapper, boolean alike) {
        this.scope = scope;
        this.mapper = mapper;
        this.alike = alike;
    }

    private MemoryMapper mapper() {
        return scope.use(mapper);
    }

    @Override
    public Optional<Memory> find(MemoryKey id) {
        return Optional.ofNullable(
                mapper().find(scope.workspace(), id.namespace().encoded(), id.key()));
    }

    @Override
    public List<Memory> findAll(Collection<MemoryKey> ids) {
        return mapper().findAll(scope.workspace(), keys(ids));
    }

    private static String keys(Collection<MemoryKey> ids) {
        return Json.write(ids.stream()
                .map(id -> List.of(id.namespace().encoded(), id.key()))
                .toList());
    }

    /** @param back how far below that of the row the version is */
    private static String versions(List<MemoryRow> rows, long back) {
        return Json.write(rows.stream()
                .map(row -> List.of(row.namespace(), row.key(), row.version() - back))
                .toList());
    }

    @Override
    public Optional<Memory> find(MemoryKey id, long version) {
        return Optional.ofNullable(
                mapper().findVersion(scope.workspace(), id.namespace().encoded(), id.key(), version));
    }

    @Override
    public List<Memory> history(MemoryKey id, long before, Instant now, int limit) {
        List<Memory> found = new ArrayList<>();
        find(id).filter(newest -> newest.version() < before && !newest.expiredAt(now))
                .ifPresent(found::add);
        found.addAll(
                mapper().earlier(scope.workspace(), id.namespace().encoded(), id.key(), before, Micros.of(now), limit));
        return found.subList(0, Math.min(limit, found.size()));
    }

    @Override
    public List<Memory> expired(Instant now, int limit) {
        return mapper().expired(scope.workspace(), Micros.of(now), limit);
    }

    @Override
    public void put(List<Memory> next, int kept) {
        List<MemoryRow> rows = next.stream()
                .map(memory -> MemoryRow.of(scope.workspace(), memory))
                .toList();
        keep(next, above(1, rows));
        Chunks.forEach(rows, some -> {
            if (put(some) < some.size()) {
                throw failed(next);
            }
        });
        index(rows);
        drop(above(kept + 1L, rows), kept + 1L);
        next.forEach(this::changed);
    }

    private static List<MemoryRow> above(long version, List<MemoryRow> rows) {
        List<MemoryRow> found = new ArrayList<>(rows.size());
        for (MemoryRow row : rows) {
            if (row.version() > version) {
                found.add(row);
            }
        }
        return found;
    }

    private int put(List<MemoryRow> rows) {
        if (alike && rows.stream().anyMatch(row -> row.vector() != null)) {
            return mapper().putAlike(scope.workspace(), rows);
        }
        return rows.size() == 1 ? put(rows.getFirst()) : mapper().putAll(scope.workspace(), rows);
    }

    private int put(MemoryRow row) {
        boolean plain = row.version() > 1 && row.deleted() == 0 && row.dimension() == null;
        return plain && mapper().follow(scope.workspace(), row) == 1 ? 1 : mapper().put(scope.workspace(), row);
    }

    /** @param back how far below that of the row the version is that goes */
    private void drop(List<MemoryRow> rows, long back) {
        if (rows.size() == 1) {
            MemoryRow row = rows.getFirst();
            mapper().dropOne(scope.workspace(), row.namespace(), row.key(), row.version() - back);
        } else if (rows.size() > 1) {
            mapper().drop(scope.workspace(), versions(rows, back));
        }
    }

    /** Where a version is not there to be kept, another is there than expected. */
    private void keep(List<Memory> next, List<MemoryRow> rows) {
        int kept = 0;
        if (rows.size() == 1) {
            MemoryRow row = rows.getFirst();
            kept = mapper().keepOne(scope.workspace(), row.namespace(), row.key(), row.version() - 1);
        } else if (rows.size() > 1) {
            kept = mapper().keep(scope.workspace(), versions(rows, 1));
        }
        if (kept < rows.size()) {
            throw failed(next);
        }
    }

    private ConditionFailed failed(List<Memory> next) {
        Map<MemoryKey, Memory> actual = new HashMap<>();
        findAll(next.stream().map(Memory::id).toList()).forEach(memory -> actual.put(memory.id(), memory));
        // those already written are there as given
        Memory other = next.stream()
                .filter(memory -> version(actual.get(memory.id())) != memory.version() - 1
                        && !memory.equals(actual.get(memory.id())))
                .findFirst()
                .orElse(next.getFirst());
        return new ConditionFailed(
                "memory", other.id().toString(), other.version() - 1, version(actual.get(other.id())));
    }

    private static long version(@Nullable Memory memory) {
        return memory == null ? 0 : memory.version();
    }

    private void index(List<MemoryRow> rows) {
        if (rows.size() == 1
                && rows.getFirst().version() == 1
                && rows.getFirst().terms() != null) {
            mapper().indexFirst(scope.workspace(), rows.getFirst());
            return;
        }
        List<MemoryRow> living =
                rows.stream().filter(row -> row.terms() != null).toList();
        Chunks.forEach(living, some -> {
            if (some.size() == 1) {
                mapper().index(scope.workspace(), some.getFirst());
            } else {
                mapper().indexAll(scope.workspace(), some);
            }
        });
        List<MemoryRow> deleted =
                rows.stream().filter(row -> row.terms() == null).toList();
        if (!deleted.isEmpty()) {
            mapper().unindex(scope.workspace(), versions(deleted, 0));
        }
    }

    private void changed(Memory memory) {
        String namespace = memory.id().namespace().path();
        if (memory.deleted()) {
            scope.changes().delete(EntityKind.MEMORY, namespace, memory.id().key(), memory.version());
        } else {
            scope.changes().put(EntityKind.MEMORY, namespace, memory.id().key(), memory.version());
        }
    }

    @Override
    public int dropExpired(Instant now, int limit) {
        return mapper().dropExpired(scope.workspace(), Micros.of(now), limit);
    }

    @Override
    public int forget(Instant before, int limit) {
        List<MemoryKey> old = mapper().deleted(scope.workspace(), Micros.of(before), limit);
        if (!old.isEmpty()) {
            String keys = keys(old);
            mapper().forgetVersions(scope.workspace(), keys);
            mapper().forget(scope.workspace(), keys);
        }
        return old.size();
    }
}
