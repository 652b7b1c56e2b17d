package dev.cairn.conformance.model;

import dev.cairn.model.Likeness;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.MemoryVector;
import dev.cairn.model.Namespace;
import dev.cairn.model.NamespaceCount;
import dev.cairn.model.Terms;
import dev.cairn.store.MemorySearch;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Searches of the reference model: looks at all, one after the other, and compares segments as lists. */
final class ModelMemorySearch implements MemorySearch {
    private static final Comparator<String> BYTES =
            (a, b) -> Arrays.compareUnsigned(a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));

    /** Segment by segment; of two that begin alike the shorter first. */
    private static final Comparator<Namespace> TREE = (a, b) -> {
        List<String> left = a.segments();
        List<String> right = b.segments();
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int order = BYTES.compare(left.get(i), right.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(left.size(), right.size());
    };

    private static final Comparator<MemoryKey> ORDER =
            Comparator.comparing(MemoryKey::namespace, TREE).thenComparing(MemoryKey::key, BYTES);

    private final ReferenceModel model;

    ModelMemorySearch(ReferenceModel model) {
        this.model = model;
    }

    private static boolean below(Namespace prefix, Namespace namespace) {
        int depth = prefix.segments().size();
        return namespace.segments().size() >= depth
                && namespace.segments().subList(0, depth).equals(prefix.segments());
    }

    /** Live newest versions of a namespace and below, in order. */
    private Stream<Memory> living(Namespace prefix, Instant now) {
        return model.memories.values().stream()
                .map(ModelMemories::newest)
                .filter(memory -> memory.value() != null
                        && (memory.expiresAt() == null || now.isBefore(memory.expiresAt()))
                        && below(prefix, memory.id().namespace()))
                .sorted(Comparator.comparing(Memory::id, ORDER));
    }

    @Override
    public List<Memory> page(MemoryFilter filter, Instant now, @Nullable MemoryKey after, int limit) {
        Set<String> terms = filter.terms();
        return living(filter.prefix(), now)
                .filter(memory -> after == null || ORDER.compare(memory.id(), after) > 0)
                .filter(memory -> filter.type() == null || filter.type() == memory.type())
                .filter(memory ->
                        filter.key() == null || filter.key().matches(memory.id().key()))
                .filter(memory -> Terms.of(memory.id().key(), String.valueOf(memory.value()))
                        .containsAll(terms))
                .limit(limit)
                .toList();
    }

    @Override
    public List<NamespaceCount> namespaces(Namespace prefix, String from, Instant now, int limit) {
        Map<Namespace, Long> counts = living(prefix, now)
                .map(memory -> memory.id().namespace())
                .filter(namespace -> BYTES.compare(namespace.encoded(), from) >= 0)
                .collect(Collectors.groupingBy(
                        namespace -> namespace, () -> new TreeMap<>(TREE), Collectors.counting()));
        return counts.entrySet().stream()
                .map(count -> new NamespaceCount(count.getKey(), count.getValue()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<MemoryVector> vectors(
            Namespace prefix,
            @Nullable MemoryType type,
            Likeness likeness,
            Instant now,
            @Nullable MemoryKey after,
            int limit) {
        return living(prefix, now)
                .filter(memory -> after == null || ORDER.compare(memory.id(), after) > 0)
                .filter(memory -> type == null || type == memory.type())
                .filter(memory ->
                        memory.embedding() != null && memory.embedding().values().length == likeness.dimension())
                .map(memory -> new MemoryVector(memory.id(), Objects.requireNonNull(memory.embedding())))
                .limit(limit)
                .toList();
    }
}
