package dev.cairn.conformance.model;

import dev.cairn.model.Embedding;
import dev.cairn.model.Likeness;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Namespace;
import dev.cairn.store.View;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The operations that read memories. */
final class MemoryQueries {
    private MemoryQueries() {}

    record Find(MemoryKey id) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.memories().find(id);
        }
    }

    record FindAll(List<MemoryKey> ids) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return Set.copyOf(view.memories().findAll(ids));
        }
    }

    record FindVersion(MemoryKey id, long version) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.memories().find(id, version);
        }
    }

    record History(MemoryKey id, long before, Instant now, int limit) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.memories().history(id, before, now, limit);
        }
    }

    /** All of them: the order of those that expire together is open. */
    record Expired(Instant now) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return Set.copyOf(view.memories().expired(now, 1_000));
        }
    }

    record Page(MemoryFilter filter, Instant now, @Nullable MemoryKey after, int limit) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.memorySearch().page(filter, now, after, limit);
        }
    }

    record Namespaces(Namespace prefix, String from, Instant now, int limit) implements Operation.Query {
        @Override
        public Object ask(View view) {
            return view.memorySearch().namespaces(prefix, from, now, limit);
        }
    }

    record Vectors(
            Namespace prefix,
            @Nullable MemoryType type,
            int dimension,
            Instant now,
            @Nullable MemoryKey after,
            int limit)
            implements Operation.Query {
        @Override
        public Object ask(View view) {
            float[] any = new float[dimension];
            Arrays.fill(any, 1);
            return view.memorySearch().vectors(prefix, type, Likeness.any(Embedding.of("e", any)), now, after, limit);
        }
    }
}
