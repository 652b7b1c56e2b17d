package dev.cairn.memory.memory;

import dev.cairn.memory.base.DomainTables;
import dev.cairn.memory.base.MemoryScope;
import dev.cairn.memory.base.Trie;
import dev.cairn.memory.base.Weight;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryKey;
import dev.cairn.store.MemorySearch;
import dev.cairn.store.MemoryWriter;
import java.time.Instant;
import org.pcollections.TreePMap;

/** What a workspace holds of memories, as persistent maps, and the roles over it. */
public final class MemoryTables extends DomainTables<MemoryTables> {
    /** A superseded version of a memory. */
    record VersionKey(MemoryKey id, long version) implements Comparable<VersionKey> {
        @Override
        public int compareTo(VersionKey that) {
            int order = id.compareTo(that.id);
            return order == 0 ? Long.compare(version, that.version) : order;
        }
    }

    /** Earliest first: when a version of a memory expires, or was put. */
    record MemoryTime(Instant time, VersionKey version) implements Comparable<MemoryTime> {
        @Override
        public int compareTo(MemoryTime that) {
            int order = time.compareTo(that.time);
            return order == 0 ? version.compareTo(that.version) : order;
        }
    }

    TreePMap<MemoryKey, Memory> memories = TreePMap.empty();
    TreePMap<VersionKey, Memory> versions = TreePMap.empty();
    Trie<String, TreePMap<MemoryKey, Boolean>> terms = Trie.empty();
    TreePMap<MemoryTime, Boolean> ends = TreePMap.empty();
    TreePMap<MemoryTime, Boolean> versionEnds = TreePMap.empty();
    TreePMap<MemoryTime, Boolean> deletions = TreePMap.empty();

    /** What all of this takes, by {@link Weight}. */
    long bytes;

    @Override
    public long bytes() {
        return bytes;
    }

    public MemoryWriter memories(MemoryScope scope) {
        return new MemoryMemories(scope, this);
    }

    public MemorySearch search(MemoryScope scope) {
        return new MemoryMemorySearch(scope, this);
    }
}
