package dev.cairn.sql.memory;

import dev.cairn.error.ConditionFailed;
import dev.cairn.model.EntityKind;
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

/** Memories over {@link MemoryMapper} and {@link VersionMapper}. */
final class SqlMemories implements MemoryWriter {
    private final SqlScope scope;
    private final MemoryMapper mapper;
    private final VersionMapper earlier;
    private final MemoryVersions versions;
    private final boolean alike;

    /** @param alike whether the engine leaves out by itself what is too unlike */
    SqlMemories(SqlScope scope, MemoryMapper mapper, VersionMapper earlier, MemoryVersions versions, boolean alike) {
        this.scope = scope;
        this.mapper = mapper;
        this.earlier = earlier;
        this.versions = versions;
        this.alike = alike;
    }

    private MemoryMapper mapper() {
        return scope.use(mapper);
    }

    private VersionMapper earlier() {
        return scope.use(earlier);
    }

    @Override
    public Optional<Memory> find(MemoryKey id) {
        return Optional.ofNullable(
                mapper().find(scope.workspace(), id.namespace().encoded(), id.key()));
    }

    @Override
    public List<Memory> findAll(Collection<MemoryKey> ids) {
        return mapper().findAll(scope.workspace(), KeyList.of(ids));
    }

    @Override
    public Optional<Memory> find(MemoryKey id, long version) {
        return Optional.ofNullable(
                earlier().find(scope.workspace(), id.namespace().encoded(), id.key(), version));
    }

    @Override
    public List<Memory> history(MemoryKey id, long before, Instant now, int limit) {
        List<Memory> found = new ArrayList<>();
        find(id).filter(newest -> newest.version() < before && !newest.expiredAt(now))
                .ifPresent(found::add);
        found.addAll(earlier()
                .earlier(scope.workspace(), id.namespace().encoded(), id.key(), before, Micros.of(now), limit));
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
        boolean put = rows.size() == 1 ? putOne(rows.getFirst(), kept) : putSeveral(rows, kept);
        if (!put) {
            throw failed(next);
        }
        index(rows);
        List<MemoryRow> old = above(kept + 1L, rows);
        if (!old.isEmpty()) {
            scope.use(versions).drop(scope.workspace(), old, kept);
        }
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

    /** False where a version is not there to be kept or to be followed. */
    private boolean putOne(MemoryRow row, int kept) {
        boolean first = row.version() == 1;
        if (!first && earlier().keepOne(scope.workspace(), row.namespace(), row.key(), row.version() - 1) == 0) {
            return false;
        }
        if (alike && row.vector() != null) {
            return mapper().putAlike(scope.workspace(), List.of(row)) == 1;
        }
        boolean plain = !first && row.deleted() == 0 && row.dimension() == null;
        return plain && mapper().follow(scope.workspace(), row, kept) == 1
                || mapper().put(scope.workspace(), row, kept) == 1;
    }

    /** Looks before it writes: what is refused as a whole must not be there in part. */
    private boolean putSeveral(List<MemoryRow> rows, int kept) {
        if (mapper().others(scope.workspace(), KeyList.of(rows, 1)) > 0) {
            return false;
        }
        List<MemoryRow> following = above(1, rows);
        if (!following.isEmpty() && scope.use(versions).keep(scope.workspace(), following, kept) < following.size()) {
            return false;
        }
        int[] put = {0};
        Chunks.forEach(
                rows,
                some -> put[0] += alike && some.stream().anyMatch(row -> row.vector() != null)
                        ? mapper().putAlike(scope.workspace(), some)
                        : mapper().putAll(scope.workspace(), some));
        return put[0] == rows.size();
    }

    private ConditionFailed failed(List<Memory> next) {
        Map<MemoryKey, Memory> actual = new HashMap<>();
        findAll(next.stream().map(Memory::id).toList()).forEach(memory -> actual.put(memory.id(), memory));
        Memory other = next.stream()
                .filter(memory -> version(actual.get(memory.id())) != memory.version() - 1)
                .findFirst()
                .orElse(next.getFirst());
        return new ConditionFailed(
                "memory", other.id().toString(), other.version() - 1, version(actual.get(other.id())));
    }

    private static long version(@Nullable Memory memory) {
        return memory == null ? 0 : memory.version();
    }

    private void index(List<MemoryRow> rows) {
        MemoryRow only = rows.size() == 1 ? rows.getFirst() : null;
        if (only != null && only.terms() != null) {
            if (only.version() == 1) {
                mapper().indexFirst(scope.workspace(), only);
            } else {
                mapper().index(scope.workspace(), only);
            }
            return;
        }
        List<MemoryRow> living =
                rows.stream().filter(row -> row.terms() != null).toList();
        Chunks.forEach(living, some -> mapper().indexAll(scope.workspace(), some));
        List<MemoryRow> deleted =
                rows.stream().filter(row -> row.terms() == null).toList();
        if (!deleted.isEmpty()) {
            mapper().unindex(scope.workspace(), KeyList.of(deleted, 0));
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
        return earlier().dropExpired(scope.workspace(), Micros.of(now), limit);
    }

    @Override
    public int forget(Instant before, int limit) {
        String workspace = scope.workspace();
        return remove(workspace, mapper().deleted(workspace, Micros.of(before), limit), mapper(), scope.use(versions));
    }

    /** Removes memories with their versions; returns how many memories. */
    static int remove(String workspace, List<MemoryKey> ids, MemoryMapper mapper, MemoryVersions versions) {
        if (!ids.isEmpty()) {
            String keys = KeyList.of(ids);
            versions.forget(workspace, keys);
            mapper.forget(workspace, keys);
        }
        return ids.size();
    }
}
