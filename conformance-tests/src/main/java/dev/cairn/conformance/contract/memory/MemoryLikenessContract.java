package dev.cairn.conformance.contract.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.contract.RuleGroup;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.memory.Memories;
import dev.cairn.logic.memory.NearestQuery;
import dev.cairn.logic.memory.NewMemory;
import dev.cairn.model.Embedding;
import dev.cairn.model.Likeness;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.MemoryVector;
import dev.cairn.model.Namespace;
import dev.cairn.model.ScoredMemory;
import dev.cairn.store.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** MEM-7: search by likeness. */
public abstract class MemoryLikenessContract extends RuleGroup {
    private Memories memories() {
        return space.memories();
    }

    private void put(String namespace, String key, MemoryType type, float... vector) {
        memories().put(NewMemory.of(namespace, key, "1").ofType(type).withEmbedding(Embedding.of("e", vector)));
    }

    private List<String> nearest(NearestQuery query) {
        return memories().nearest(query).stream()
                .map(found -> found.memory().id().toString())
                .toList();
    }

    @Test
    @Clause("MEM-7")
    @DisplayName("best first, equal scores by namespace and key; length does not matter, the opposite scores -1")
    void ties() {
        put("b", "k", MemoryType.SEMANTIC, 0, 3);
        put("a", "z", MemoryType.SEMANTIC, 0, 1);
        put("a", "k", MemoryType.SEMANTIC, 0, 2);
        put("a b", "k", MemoryType.SEMANTIC, 1, 0);
        put("a", "far", MemoryType.SEMANTIC, 0, -1);
        put("a", "near", MemoryType.SEMANTIC, 1, 1);
        List<ScoredMemory> found = memories().nearest(NearestQuery.to(Embedding.of("e", 0, 9), 100));
        assertThat(found)
                .extracting(scored -> scored.memory().id().toString())
                .containsExactly("a/k", "a/z", "b/k", "a/near", "a b/k", "a/far");
        assertThat(found)
                .extracting(ScoredMemory::score)
                .startsWith(1.0, 1.0, 1.0)
                .endsWith(0.0, -1.0);
        for (int limit = 1; limit < 6; limit++) {
            assertThat(memories().nearest(NearestQuery.to(Embedding.of("e", 0, 9), limit)))
                    .isEqualTo(found.subList(0, limit));
        }
    }

    @Test
    @Clause("MEM-7")
    @DisplayName("namespace and type are looked at inside the search, not after its limit; other dimensions, earlier"
            + " versions, deleted and expired ones are no candidates (weakness B.3: filter after the limit)")
    void filtered() {
        for (int i = 0; i < 30; i++) {
            put("noise", "k" + i, MemoryType.SEMANTIC, 1, 0);
            put("user/alice2", "k" + i, MemoryType.SEMANTIC, 1, 0);
            put("user/alice/deep", "k" + i, MemoryType.EPISODIC, 1, 0);
        }
        put("user/alice", "one", MemoryType.SEMANTIC, 0, 1);
        put("user/alice/deep", "two", MemoryType.SEMANTIC, -1, 1);
        put("user/alice", "three", MemoryType.SEMANTIC, 1, 0, 0);
        put("user/alice", "four", MemoryType.SEMANTIC, 1, 0);
        memories().put(NewMemory.of("user/alice", "four", "\"without\""));
        put("user/alice", "five", MemoryType.SEMANTIC, 1, 0);
        memories().delete(Samples.memoryKey("user/alice", "five"), null);
        memories()
                .put(NewMemory.of("user/alice", "six", "1")
                        .withEmbedding(Embedding.of("e", 1, 0))
                        .lasting(Duration.ofSeconds(1)));
        subject.clock().advance(Duration.ofSeconds(1));
        Embedding query = Embedding.of("e", 1, 0);
        Namespace alice = Namespace.of("user/alice");
        assertThat(nearest(new NearestQuery(query, alice, MemoryType.SEMANTIC, 5)))
                .containsExactly("user/alice/one", "user/alice/deep/two");
        assertThat(nearest(new NearestQuery(query, alice, MemoryType.PROCEDURAL, 5)))
                .isEmpty();
        assertThat(nearest(new NearestQuery(query, alice, null, 2)))
                .containsExactly("user/alice/deep/k0", "user/alice/deep/k1");
        assertThat(nearest(NearestQuery.to(Embedding.of("e", 1, 0, 0), 5))).containsExactly("user/alice/three");
        assertThat(nearest(NearestQuery.to(Embedding.of("e", 1), 5))).isEmpty();
    }

    @Test
    @Clause("MEM-7")
    @DisplayName(
            "of five hundred random vectors exactly the best are found, with the score that the one function gives")
    void exact() {
        Random random = new Random(11);
        Map<MemoryKey, Embedding> all = new TreeMap<>();
        List<NewMemory> inputs = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            Embedding vector = vector(random, 37);
            NewMemory input = NewMemory.of("v/" + i % 7, "k" + i, "1").withEmbedding(vector);
            all.put(input.id(), vector);
            inputs.add(input);
        }
        memories().putAll(inputs);
        Embedding query = vector(random, 37);
        List<MemoryKey> best = all.keySet().stream()
                .sorted(Comparator.comparingDouble((MemoryKey id) -> -score(query, all, id))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(25)
                .toList();
        List<ScoredMemory> found = memories().nearest(NearestQuery.to(query, 25));
        assertThat(found).extracting(scored -> scored.memory().id()).containsExactlyElementsOf(best);
        assertThat(found)
                .allSatisfy(scored -> assertThat(scored.score())
                        .isEqualTo(score(query, all, scored.memory().id())));
    }

    @Test
    @Clause("MEM-7")
    @Clause("CAP-1")
    @DisplayName(
            "what is as like as asked for is handed out, whatever its length; with LIKENESS, only that and what is a"
                    + " hair less")
    void enough() {
        Random random = new Random(12);
        Embedding query = vector(random, 64);
        Map<MemoryKey, Embedding> all = new TreeMap<>();
        List<NewMemory> inputs = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            float share = (i % 50) / 50f;
            float length = List.of(1f, 1e-35f, 3e37f, 8 * Float.MIN_VALUE).get(i % 4);
            float[] values = new float[64];
            for (int j = 0; j < values.length; j++) {
                values[j] = length * (share * query.values()[j] + (1 - share) * (float) random.nextGaussian());
            }
            values[i % 64] = values[i % 64] == 0 ? length : values[i % 64];
            Embedding vector = Embedding.of("e", values);
            NewMemory input = NewMemory.of("v", "k" + i, "1").withEmbedding(vector);
            all.put(input.id(), vector);
            inputs.add(input);
        }
        memories().putAll(inputs);
        boolean sharp = subject.has(Capability.LIKENESS);
        for (double atLeast :
                new double[] {-1, 0, 0.5, score(query, all, inputs.get(30).id()), 0.95, 1}) {
            List<MemoryKey> found =
                    subject.read(view -> view
                            .memorySearch()
                            .vectors(Namespace.ROOT, null, new Likeness(query, atLeast), now(), null, 1_000)
                            .stream()
                            .map(MemoryVector::id)
                            .toList());
            assertThat(found).isSorted().doesNotHaveDuplicates();
            all.keySet().forEach(id -> {
                double score = score(query, all, id);
                if (score >= atLeast) {
                    assertThat(found).as("%s of %s", score, atLeast).contains(id);
                } else if (sharp && score < atLeast - 0.001) {
                    assertThat(found).as("%s of %s", score, atLeast).doesNotContain(id);
                }
            });
        }
    }

    private static double score(Embedding query, Map<MemoryKey, Embedding> all, MemoryKey id) {
        return query.cosine(Objects.requireNonNull(all.get(id)));
    }

    private static Embedding vector(Random random, int dimension) {
        float[] values = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return Embedding.of("e", values);
    }

    @Test
    @Clause("MEM-7")
    @Clause("ERR-1")
    @DisplayName(
            "an embedding without direction, with NaN or infinity, or of no or too many numbers is refused by name")
    void malformed() {
        for (float[] wrong : List.of(
                new float[0],
                new float[Embedding.MAX_DIMENSION + 1],
                new float[] {0, -0.0f},
                new float[] {1, Float.NaN},
                new float[] {Float.NEGATIVE_INFINITY})) {
            assertThatThrownBy(() -> Embedding.of("embedding", wrong))
                    .isInstanceOfSatisfying(
                            InvalidArgument.class,
                            refused -> assertThat(refused.field()).startsWith("embedding"));
        }
        float[] largest = new float[Embedding.MAX_DIMENSION];
        largest[0] = Float.MAX_VALUE;
        put("n", "k", MemoryType.SEMANTIC, largest);
        assertThat(memories().nearest(NearestQuery.to(Embedding.of("e", largest), 1)))
                .extracting(ScoredMemory::score)
                .containsExactly(1.0);
    }
}
