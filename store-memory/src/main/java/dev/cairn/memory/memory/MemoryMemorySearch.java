package dev.cairn.memory.memory;

import dev.cairn.memory.base.MemoryScope;
import dev.cairn.model.Likeness;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.MemoryVector;
import dev.cairn.model.Namespace;
import dev.cairn.model.NamespaceCount;
import dev.cairn.store.MemorySearch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.TreePMap;

/** Memories by what they are: a walk over those below a namespace, or over those with the rarest of the terms. */
final class MemoryMemorySearch implements MemorySearch {
    private final MemoryScope scope;
    private final MemoryTables tables;

    MemoryMemorySearch(MemoryScope scope, MemoryTables tables) {
        this.scope = scope;
        this.tables = tables;
    }

    private MemoryTables tables() {
        return scope.use(tables);
    }

    @Override
    public List<Memory> page(MemoryFilter filter, Instant now, @Nullable MemoryKey after, int limit) {
        MemoryTables tables = tables();
        Iterable<MemoryKey> candidates = below(tables.memories, filter.prefix(), after);
        int fewest = Integer.MAX_VALUE;
        for (String term : filter.terms()) {
            TreePMap<MemoryKey, Boolean> having = MemoryMemories.having(tables, term);
            if (having.size() < fewest) {
                fewest = having.size();
                candidates = below(having, filter.prefix(), after);
            }
        }
        List<Memory> found = new ArrayList<>(Math.min(limit, 1_000));
        for (MemoryKey id : candidates) {
            Memory memory = tables.memories.get(id);
            if (memory != null && filter.matches(memory, now)) {
                found.add(memory);
            }
            if (found.size() == limit) {
                break;
            }
        }
        return found;
    }

    /** The keys that a namespace holds, in order, beyond {@code after}. */
    private static <V> Iterable<MemoryKey> below(
            NavigableMap<MemoryKey, V> map, Namespace prefix, @Nullable MemoryKey after) {
        // no key is empty, and what is below a namespace follows it directly
        MemoryKey first = new MemoryKey(prefix, "");
        NavigableMap<MemoryKey, V> rest =
                map.tailMap(after == null || after.compareTo(first) < 0 ? first : after, false);
        return () -> rest.keySet().stream()
                .takeWhile(id -> prefix.holds(id.namespace()))
                .iterator();
    }

    @Override
    public List<NamespaceCount> namespaces(Namespace prefix, String from, Instant now, int limit) {
        MemoryTables tables = tables();
        List<NamespaceCount> found = new ArrayList<>();
        MemoryKey after = from.isEmpty() ? null : new MemoryKey(Namespace.decoded(from), "");
        for (MemoryKey id : below(tables.memories, prefix, after)) {
            Memory memory = tables.memories.get(id);
            if (memory == null || !memory.liveAt(now)) {
                continue;
            }
            boolean same = !found.isEmpty() && found.getLast().namespace().equals(id.namespace());
            if (!same && found.size() == limit) {
                break;
            }
            long before = same ? found.removeLast().count() : 0;
            found.add(new NamespaceCount(id.namespace(), before + 1));
        }
        return found;
    }

    @Override
    public List<MemoryVector> vectors(
            Namespace prefix,
            @Nullable MemoryType type,
            Likeness likeness,
            Instant now,
            @Nullable MemoryKey after,
            int limit) {
        MemoryTables tables = tables();
        MemoryFilter filter = new MemoryFilter(prefix, type, null, Map.of(), null);
        List<MemoryVector> found = new ArrayList<>();
        for (MemoryKey id : below(tables.memories, prefix, after)) {
            Memory memory = tables.memories.get(id);
            if (memory != null
                    && memory.embedding() != null
                    && memory.embedding().dimension() == likeness.dimension()
                    && filter.matches(memory, now)) {
                found.add(new MemoryVector(id, memory.embedding()));
            }
            if (found.size() == limit) {
                break;
            }
        }
        return found;
    }
}
