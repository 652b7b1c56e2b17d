package dev.cairn.conformance.contract.memory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.TestClock;
import dev.cairn.model.JsonObject;
import dev.cairn.model.KeyPattern;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Namespace;
import dev.cairn.model.NamespaceCount;
import dev.cairn.store.View;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** MEM: namespaces, and what a search finds. */
public abstract class MemorySearchContract extends Group {
    private static final Instant AT = TestClock.START;
    private static final int MANY = 1_000;

    /** In order: that of segments, not that of paths. */
    private static final List<String> NAMESPACES = List.of(
            "User/alice",
            "a",
            "a/b",
            "a/b/c",
            "a b",
            "a!",
            "a%",
            "a-b",
            "aa",
            "user/%",
            "user/al_ce",
            "user/alice",
            "user/alice/mem",
            "user/alice2",
            "\u00E4/\uFFFD",
            "\u00E4/\uD83E\uDEA8");

    private void put(Memory... next) {
        subject.change(tx -> tx.memories().put(List.of(next), MANY));
    }

    private List<Memory> search(MemoryFilter filter) {
        return subject.read(view -> view.memorySearch().page(filter, AT, null, MANY));
    }

    private List<String> paths(String prefix) {
        return search(MemoryFilter.below(Namespace.of(prefix))).stream()
                .map(memory -> memory.id().namespace().path())
                .toList();
    }

    private <T> List<T> list(Function<View, List<T>> read) {
        return subject.read(read::apply);
    }

    @Test
    @Clause("MEM-3")
    @Clause("KEY-1")
    @DisplayName(
            "a namespace holds itself and what is below it, byte by byte: user/alice not user/alice2, User/alice or"
                    + " user/al_ce, and % is a percent sign (weakness G.1.6: prefixes leak)")
    void prefixes() {
        List<String> shuffled = new ArrayList<>(NAMESPACES);
        shuffled.sort(Comparator.comparingInt(String::hashCode));
        shuffled.forEach(path -> put(Samples.memory(Samples.memoryKey(path, "k"), 1, "1", AT)));
        assertThat(paths("")).containsExactlyElementsOf(NAMESPACES);
        for (String prefix : NAMESPACES) {
            assertThat(paths(prefix))
                    .containsExactlyElementsOf(NAMESPACES.stream()
                            .filter(path -> path.equals(prefix) || path.startsWith(prefix + "/"))
                            .toList());
        }
        assertThat(paths("user")).hasSize(5);
        assertThat(Stream.of("us", "use", "USER", "user/alic", "%", "_", "*").flatMap(prefix -> paths(prefix).stream()))
                .isEmpty();
        List<String> counted =
                subject.read(view -> view.memorySearch().namespaces(Namespace.of("user"), "", AT, MANY)).stream()
                        .map(count -> count.namespace() + " " + count.count())
                        .toList();
        assertThat(counted)
                .containsExactly("user/% 1", "user/al_ce 1", "user/alice 1", "user/alice/mem 1", "user/alice2 1");
    }

    @Test
    @Clause("MEM-5")
    @Clause("PAGE-1")
    @Clause("PAGE-2")
    @DisplayName("one entry for each key, the newest, and only while it lives; pages meet whatever is put between them"
            + " (weakness G.1.5: old versions count against the limit)")
    void newest() {
        for (int key = 0; key < 9; key++) {
            for (int version = 1; version <= 3; version++) {
                put(Samples.memory(Samples.memoryKey("n/" + key % 3, "k" + key), version, "" + version, AT));
            }
        }
        put(Samples.memory(Samples.memoryKey("n/1", "k1"), 4, null, AT));
        List<String> found = new ArrayList<>();
        MemoryKey after = null;
        for (List<Memory> page = page(after); !page.isEmpty() && found.size() < 100; page = page(after)) {
            assertThat(page).hasSizeLessThanOrEqualTo(2);
            page.forEach(memory -> found.add(memory.id() + "@" + memory.version()));
            after = page.getLast().id();
            // shown already, so it is not shown again
            put(Samples.memory(page.getFirst().id(), 4, "4", AT.plusSeconds(9)));
        }
        assertThat(found)
                .containsExactly(
                        "n/0/k0@3", "n/0/k3@3", "n/0/k6@3", "n/1/k4@3", "n/1/k7@3", "n/2/k2@3", "n/2/k5@3", "n/2/k8@3");
    }

    private List<Memory> page(@Nullable MemoryKey after) {
        return subject.read(view -> view.memorySearch().page(MemoryFilter.ALL, AT, after, 2));
    }

    @Test
    @Clause("MEM-4")
    @DisplayName(
            "what expires is gone from search, text, counts, likeness and history at that very microsecond, collected or not")
    void expiry() {
        MemoryKey id = Samples.memoryKey("e", "k");
        Instant end = AT.plusNanos(5_000);
        put(Samples.memory(id, 1, "\"word\"", AT));
        put(new Memory(id, 2, MemoryType.EPISODIC, "\"word\"", JsonObject.EMPTY, AT, AT, end, null));
        assertThat(seen(id, end.minusNanos(1_000))).containsExactly(1, 1, 1, 2);
        assertThat(seen(id, end)).containsExactly(0, 0, 0, 1);
    }

    private List<Integer> seen(MemoryKey id, Instant now) {
        return subject.read(view -> List.of(
                view.memorySearch().page(MemoryFilter.ALL, now, null, MANY).size(),
                view.memorySearch()
                        .page(MemoryFilter.ALL.containing("word"), now, null, MANY)
                        .size(),
                view.memorySearch().namespaces(Namespace.ROOT, "", now, MANY).size(),
                view.memories().history(id, Long.MAX_VALUE, now, MANY).size()));
    }

    @Test
    @Clause("MEM-6")
    @DisplayName(
            "words are found whole, in any script and case, in keys and strings at any depth, never names of members;"
                    + " all must occur")
    void words() {
        Map<String, String> values = new TreeMap<>(Map.of(
                "k1", "{\"a\":\"The quick brown FOX\",\"b\":[{\"c\":\"\u00DCber caf\u00E9\"}]}",
                "k2", "{\"quick\":\"slow\",\"n\":42}",
                "k3", "\"cafe\u0301 \u65E5\u672C\u8A9E \u0939\u093F\u0928\u094D\u0926\u0940 x42\"",
                "quick-fox", "[\"it's\",\"AND\",\"or\",\"NOT\",\"near\",\"a:b*\"]",
                "k5", "\"" + "w".repeat(80) + "\""));
        values.forEach((key, value) -> put(Samples.memory(Samples.memoryKey("w", key), 1, value, AT)));
        Map<String, List<String>> expected = new TreeMap<>();
        expected.put("quick", List.of("k1", "quick-fox"));
        expected.put("QUICK fox", List.of("k1", "quick-fox"));
        expected.put("quick slow", List.of());
        expected.put("fo", List.of());
        expected.put("fox brown", List.of("k1"));
        expected.put("CAF\u00C9", List.of("k1", "k3"));
        expected.put("cafe", List.of());
        expected.put("\u00FCBER", List.of("k1"));
        expected.put("\u65E5\u672C\u8A9E", List.of("k3"));
        expected.put("\u65E5", List.of());
        expected.put("\u0939\u093F\u0928\u094D\u0926\u0940", List.of("k3"));
        expected.put("42", List.of());
        expected.put("and OR not", List.of("quick-fox"));
        expected.put("\"s\" it", List.of("quick-fox"));
        expected.put("a*", List.of("quick-fox"));
        expected.put("w".repeat(70), List.of("k5"));
        expected.put("w".repeat(63), List.of());
        expected.forEach((text, keys) -> assertThat(search(MemoryFilter.ALL.containing(text)))
                .as(text)
                .extracting(memory -> memory.id().key())
                .containsExactlyElementsOf(keys));
        put(Samples.memory(Samples.memoryKey("w", "k1"), 2, "\"lazy dog\"", AT));
        assertThat(search(MemoryFilter.ALL.containing("brown"))).isEmpty();
        assertThat(search(MemoryFilter.ALL.containing("dog LAZY"))).hasSize(1);
    }

    @Test
    @Clause("MEM-6")
    @DisplayName("fields are equal by kind and value, numbers as numbers, whatever signs are in them")
    void fields() {
        put(Samples.memory(
                Samples.memoryKey("f", "a"), 1, "{\"n\":1.0,\"s\":\"1\",\"t\":true,\"z\":null,\"o\":{}}", AT));
        put(Samples.memory(Samples.memoryKey("f", "b"), 1, "{\"n\":1,\"s\":\"It's %\",\"t\":\"true\"}", AT));
        assertThat(byField("n", 1L)).containsExactly("a", "b");
        assertThat(byField("n", "1")).isEmpty();
        assertThat(byField("s", "1")).containsExactly("a");
        assertThat(byField("s", "It's %")).containsExactly("b");
        assertThat(byField("s", "it's %")).isEmpty();
        assertThat(byField("t", true)).containsExactly("a");
        assertThat(byField("z", null)).containsExactly("a");
        assertThat(byField("missing", null)).isEmpty();
    }

    private List<String> byField(String name, @Nullable Object value) {
        Map<String, @Nullable Object> fields = new TreeMap<>();
        fields.put(name, value);
        return search(MemoryFilter.ALL.having(fields)).stream()
                .map(memory -> memory.id().key())
                .toList();
    }

    @Test
    @Clause("MEM-5")
    @DisplayName(
            "random memories and random filters: what is found is what matches, before the limit"
                    + " (weaknesses B.3: the namespace is looked at after the limit, G.2.5: fields and keys too, or not at all)")
    void random() {
        Random random = new Random(7);
        List<String> words = List.of("red", "Green", "blue", "1");
        List<String> keys = List.of("a", "ab", "a*", "a?", "A", "a[b]", "a%", "a_b", "\u00E4\\", "red");
        Map<MemoryKey, Memory> newest = new TreeMap<>();
        for (int i = 0; i < 300; i++) {
            MemoryKey id = Samples.memoryKey(pick(random, NAMESPACES), pick(random, keys));
            long version = newest.containsKey(id) ? newest.get(id).version() + 1 : 1;
            String value = "{\"w\":\"" + pick(random, words) + " " + pick(random, words) + "\",\"n\":"
                    + random.nextInt(3) + "}";
            Memory memory = new Memory(
                    id,
                    version,
                    pick(random, List.of(MemoryType.values())),
                    random.nextInt(8) == 0 ? null : value,
                    JsonObject.EMPTY,
                    AT,
                    AT,
                    random.nextInt(8) == 0 ? AT.plusSeconds(random.nextInt(3) - 1) : null,
                    null);
            newest.put(id, memory);
            put(memory);
        }
        for (int i = 0; i < 300; i++) {
            MemoryFilter filter = new MemoryFilter(
                    random.nextInt(3) == 0
                            ? Namespace.ROOT
                            : Namespace.of(pick(random, NAMESPACES)).cut(1 + random.nextInt(2)),
                    random.nextInt(3) == 0 ? pick(random, List.of(MemoryType.values())) : null,
                    random.nextInt(3) == 0
                            ? new KeyPattern(
                                    pick(random, List.of("*", "a*", "?", "a?", "*b*", "a[b]", "a%", "\u00E4\\")))
                            : null,
                    random.nextInt(3) == 0 ? Map.of("n", (long) random.nextInt(3)) : Map.of(),
                    random.nextInt(3) == 0 ? pick(random, words) + " " + pick(random, words) : null);
            MemoryKey after =
                    random.nextBoolean() ? null : Samples.memoryKey(pick(random, NAMESPACES), pick(random, keys));
            int limit = pick(random, List.of(1, 3, MANY));
            List<Memory> expected = newest.values().stream()
                    .filter(memory -> filter.matches(memory, AT))
                    .filter(memory -> after == null || memory.id().compareTo(after) > 0)
                    .limit(limit)
                    .toList();
            assertThat(list(view -> view.memorySearch().page(filter, AT, after, limit)))
                    .as(filter + " after " + after)
                    .isEqualTo(expected);
        }
        long counted = subject.read(view -> view.memorySearch().namespaces(Namespace.ROOT, "", AT, MANY)).stream()
                .mapToLong(NamespaceCount::count)
                .sum();
        assertThat(counted)
                .isEqualTo(newest.values().stream()
                        .filter(memory -> memory.liveAt(AT))
                        .count());
    }

    private static <T> T pick(Random random, List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
