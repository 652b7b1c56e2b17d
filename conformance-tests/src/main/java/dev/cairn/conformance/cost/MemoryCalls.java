package dev.cairn.conformance.cost;

import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.Subject;
import dev.cairn.model.Embedding;
import dev.cairn.model.JsonObject;
import dev.cairn.model.KeyPattern;
import dev.cairn.model.Likeness;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Namespace;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** The calls on memories. */
final class MemoryCalls {
    static final Namespace USER = Namespace.of("user/alice");
    static final MemoryKey ONE = Samples.memoryKey("user/alice", "k1");

    private MemoryCalls() {}

    /** One of which everything is set; every hundredth has the same words. */
    static Memory full(String namespace, int key, long version, Instant now) {
        return new Memory(
                Samples.memoryKey(namespace, "k" + key),
                version,
                key % 3 == 0 ? MemoryType.EPISODIC : MemoryType.SEMANTIC,
                "{\"w\":\"word" + key % 100 + "\",\"n\":" + key + "}",
                JsonObject.EMPTY,
                now,
                now,
                now.plusSeconds(100_000 + key),
                Embedding.of("e", 1, key));
    }

    static Calls reads(Subject subject, Instant now) {
        Instant far = now.plusSeconds(1_000_000);
        Calls calls = new Calls(subject)
                .read("find", v -> v.memories().find(ONE))
                .read("findAll", v -> v.memories().findAll(List.of(ONE)))
                .read("find version", v -> v.memories().find(ONE, 1))
                .read("history", v -> v.memories().history(ONE, 9, now, 50))
                .read("expired", v -> v.memories().expired(far, 50));
        MemoryFilter below = MemoryFilter.below(USER);
        for (MemoryFilter filter : List.of(
                MemoryFilter.ALL,
                below,
                MemoryFilter.ALL.ofType(MemoryType.SEMANTIC),
                below.ofType(MemoryType.SEMANTIC),
                new MemoryFilter(USER, MemoryType.SEMANTIC, new KeyPattern("k*"), Map.of(), null))) {
            calls.read("page " + filter, v -> v.memorySearch().page(filter, now, ONE, 50));
            calls.read("first " + filter, v -> v.memorySearch().page(filter, now, null, 50));
        }
        for (Namespace prefix : List.of(Namespace.ROOT, USER)) {
            calls.read("namespaces " + prefix, v -> v.memorySearch().namespaces(prefix, "", now, 50));
            for (double atLeast : List.of(-1.0, -0.5)) {
                Likeness likeness = new Likeness(Embedding.of("e", 1, 0), atLeast);
                calls.read(
                        "vectors " + prefix + " " + atLeast,
                        v -> v.memorySearch().vectors(prefix, null, likeness, now, ONE, 50));
            }
        }
        return calls;
    }

    /** Text finds rows through its index; putting those in order is left. */
    static Calls textReads(Subject subject, Instant now) {
        Calls calls = new Calls(subject);
        MemoryFilter word = MemoryFilter.below(USER).containing("word1");
        MemoryFilter field = new MemoryFilter(USER, MemoryType.SEMANTIC, null, Map.of("n", 1L), "word1");
        for (MemoryFilter filter : List.of(word, field)) {
            calls.read("text " + filter, v -> v.memorySearch().page(filter, now, ONE, 50));
        }
        return calls;
    }

    static Calls writes(Subject subject, Instant now) {
        return new Calls(subject)
                .write("put", tx -> {
                    long version = tx.memories().find(ONE).orElseThrow().version();
                    tx.memories().put(List.of(full("user/alice", 1, version + 1, now)), 1);
                })
                .write("put after", tx -> {
                    long version = tx.memories().find(ONE).orElseThrow().version();
                    tx.memories().put(List.of(full("user/alice", 1, version + 1, now)), 100);
                })
                .write("delete", tx -> {
                    long version = tx.memories().find(ONE).orElseThrow().version();
                    tx.memories().put(List.of(Samples.memory(ONE, version + 1, null, now)), 1);
                })
                .write("dropExpired", tx -> tx.memories().dropExpired(now, 5))
                .write("forget", tx -> tx.memories().forget(now.plusSeconds(9), 5));
    }
}
