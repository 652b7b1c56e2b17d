package dev.cairn.conformance.mutant;

import dev.cairn.model.Likeness;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.MemoryVector;
import dev.cairn.model.Namespace;
import dev.cairn.model.NamespaceCount;
import dev.cairn.store.MemoryReader;
import dev.cairn.store.MemorySearch;
import dev.cairn.store.MemoryWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Forwarding bases for the roles of memories. */
final class ForwardingMemories {
    private ForwardingMemories() {}

    static class Versions implements MemoryWriter {
        final MemoryReader right;

        Versions(MemoryReader right) {
            this.right = right;
        }

        @Override
        public Optional<Memory> find(MemoryKey id) {
            return right.find(id);
        }

        @Override
        public List<Memory> findAll(Collection<MemoryKey> ids) {
            return right.findAll(ids);
        }

        @Override
        public Optional<Memory> find(MemoryKey id, long version) {
            return right.find(id, version);
        }

        @Override
        public List<Memory> history(MemoryKey id, long before, Instant now, int limit) {
            return right.history(id, before, now, limit);
        }

        @Override
        public List<Memory> expired(Instant now, int limit) {
            return right.expired(now, limit);
        }

        @Override
        public void put(List<Memory> next, int kept) {
            ((MemoryWriter) right).put(next, kept);
        }

        @Override
        public int dropExpired(Instant now, int limit) {
            return ((MemoryWriter) right).dropExpired(now, limit);
        }

        @Override
        public int forget(Instant before, int limit) {
            return ((MemoryWriter) right).forget(before, limit);
        }
    }

    static class Search implements MemorySearch {
        final MemorySearch right;

        Search(MemorySearch right) {
            this.right = right;
        }

        @Override
        public List<Memory> page(MemoryFilter filter, Instant now, @Nullable MemoryKey after, int limit) {
            return right.page(filter, now, after, limit);
        }

        @Override
        public List<NamespaceCount> namespaces(Namespace prefix, String from, Instant now, int limit) {
            return right.namespaces(prefix, from, now, limit);
        }

        @Override
        public List<MemoryVector> vectors(
                Namespace prefix,
                @Nullable MemoryType type,
                Likeness likeness,
                Instant now,
                @Nullable MemoryKey after,
                int limit) {
            return right.vectors(prefix, type, likeness, now, after, limit);
        }
    }
}
