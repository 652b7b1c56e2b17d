package dev.cairn.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Explainable;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.model.Embedding;
import dev.cairn.model.JsonObject;
import dev.cairn.model.KeyPattern;
import dev.cairn.model.Memory;
import dev.cairn.model.MemoryFilter;
import dev.cairn.model.MemoryKey;
import dev.cairn.model.MemoryType;
import dev.cairn.model.Namespace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** PLAN-1, COST-1, MEM-8 for memories, by explaining and counting their statements. */
public abstract class MemoryPlanContract extends Group {
    private static final Namespace USER = Namespace.of("user/alice");
    private static final MemoryKey ONE = Samples.memoryKey("user/alice", "k1");

    private Explainable engine;

    @BeforeEach
    final void explainableOnly() {
        engine = subject.needs(Explainable.class, "this engine has no statements to count or explain");
    }

    private Memory full(String namespace, int key, long version) {
        return new Memory(
                Samples.memoryKey(namespace, "k" + key),
                version,
                MemoryType.SEMANTIC,
                "{\"w\":\"word\",\"n\":" + key + "}",
                JsonObject.EMPTY,
                now(),
                now(),
                now().plusSeconds(key + 1L),
                Embedding.of("e", 1, key));
    }

    private void fill(int from, int to) {
        for (long version = 1; version <= 2; version++) {
            List<Memory> next = new ArrayList<>();
            for (int i = from; i < to; i++) {
                next.add(full("user/alice", i, version));
                next.add(full("user/bob/" + i, i, version));
            }
            subject.change(tx -> tx.memories().put(next, 100));
        }
    }

    private Map<String, Runnable> reads() {
        Instant now = now();
        Instant far = now.plusSeconds(1_000_000);
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put("find", () -> subject.read(view -> view.memories().find(ONE)));
        calls.put("findAll", () -> subject.read(view -> view.memories().findAll(List.of(ONE))));
        calls.put("find version", () -> subject.read(view -> view.memories().find(ONE, 1)));
        calls.put("history", () -> subject.read(view -> view.memories().history(ONE, 9, now, 50)));
        calls.put("expired", () -> subject.read(view -> view.memories().expired(far, 50)));
        MemoryFilter below = MemoryFilter.below(USER);
        for (MemoryFilter filter : List.of(
                MemoryFilter.ALL,
                below,
                MemoryFilter.ALL.ofType(MemoryType.SEMANTIC),
                below.ofType(MemoryType.SEMANTIC),
                new MemoryFilter(USER, MemoryType.SEMANTIC, new KeyPattern("k*"), Map.of(), null))) {
            calls.put(
                    "page " + filter,
                    () -> subject.read(view -> view.memorySearch().page(filter, now, ONE, 50)));
            calls.put(
                    "first " + filter,
                    () -> subject.read(view -> view.memorySearch().page(filter, now, null, 50)));
        }
        for (Namespace prefix : List.of(Namespace.ROOT, USER)) {
            calls.put(
                    "namespaces " + prefix,
                    () -> subject.read(view -> view.memorySearch().namespaces(prefix, "", now, 50)));
            calls.put(
                    "vectors " + prefix,
                    () -> subject.read(view -> view.memorySearch().vectors(prefix, null, 2, now, ONE, 50)));
        }
        return calls;
    }

    /** Text finds rows through its index; putting those in order is left. */
    private Map<String, Runnable> textReads() {
        Map<String, Runnable> calls = new LinkedHashMap<>();
        MemoryFilter word = MemoryFilter.below(USER).containing("word");
        MemoryFilter field = new MemoryFilter(USER, MemoryType.SEMANTIC, null, Map.of("n", 1L), "word");
        for (MemoryFilter filter : List.of(word, field)) {
            calls.put(
                    "text " + filter,
                    () -> subject.read(view -> view.memorySearch().page(filter, now(), ONE, 50)));
        }
        return calls;
    }

    private List<String> statements(Runnable call) {
        call.run(); // what is prepared or learnt once does not count
        return engine.statementsOf(store(), call);
    }

    @Test
    @Clause("PLAN-1")
    @DisplayName(
            "no statement on memories scans a growing table or sorts in a temporary structure (weaknesses A.5: a prefix"
                    + " scans the index, a namespace filter the table)")
    void plans() throws Exception {
        fill(0, 40);
        Map<String, Runnable> calls = reads();
        calls.put(
                "put",
                () -> subject.change(tx -> {
                    Memory present = tx.memories().find(ONE).orElseThrow();
                    tx.memories().put(List.of(full("user/alice", 1, present.version() + 1)), 1);
                }));
        calls.put(
                "delete",
                () -> subject.change(tx -> {
                    Memory present = tx.memories().find(ONE).orElseThrow();
                    tx.memories().put(List.of(Samples.memory(ONE, present.version() + 1, null, now())), 1);
                }));
        calls.put("dropExpired", () -> subject.change(tx -> tx.memories().dropExpired(now(), 5)));
        calls.put("forget", () -> subject.change(tx -> tx.memories().forget(now().plusSeconds(9), 5)));
        Map<String, String> wrong = new TreeMap<>();
        int explained = 0;
        for (Map.Entry<String, Runnable> call : calls.entrySet()) {
            for (String statement : statements(call.getValue())) {
                String plan = engine.explain(store(), statement);
                explained++;
                engine.fault(plan).ifPresent(fault -> wrong.put(call.getKey() + ": " + statement, fault + "\n" + plan));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(explained).as("statements were really seen").isGreaterThanOrEqualTo(calls.size());
        for (Map.Entry<String, Runnable> call : textReads().entrySet()) {
            List<String> searching = statements(call.getValue()).stream()
                    .filter(statement -> statement.contains("memory_text"))
                    .toList();
            assertThat(searching).as(call.getKey()).hasSize(1);
            assertThat(engine.explain(store(), searching.getFirst()))
                    .as(call.getKey())
                    .containsPattern("memory_text_terms|memory_text VIRTUAL TABLE INDEX 0:M")
                    .doesNotContainPattern("SCAN m\\b|Seq Scan");
        }
    }

    @Test
    @Clause("COST-1")
    @DisplayName(
            "reading and writing memories sends as many statements for eighty as for eight, and no more for the next"
                    + " version of one than for the second")
    void costs() {
        fill(0, 4);
        Map<String, Integer> few = counts();
        fill(4, 40);
        assertThat(counts()).isEqualTo(few);
        int early = engine.statementsOf(store(), () -> next(3)).size();
        for (long version = 4; version < 30; version++) {
            next(version);
        }
        assertThat(engine.statementsOf(store(), () -> next(30)).size()).isEqualTo(early);
        int one = engine.statementsOf(store(), () -> putNew("one", 1)).size();
        assertThat(engine.statementsOf(store(), () -> putNew("many", 64)).size())
                .isLessThanOrEqualTo(one + 2);
    }

    private void next(long version) {
        subject.change(tx -> tx.memories().put(List.of(full("user/alice", 1, version)), 100));
    }

    private void putNew(String namespace, int count) {
        List<Memory> next = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            next.add(full(namespace, i, 1));
        }
        subject.change(tx -> tx.memories().put(next, 100));
    }

    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        Map<String, Runnable> calls = reads();
        calls.putAll(textReads());
        calls.forEach((name, call) -> counts.put(name, statements(call).size()));
        return counts;
    }

    @Test
    @Clause("MEM-8")
    @DisplayName("no reading call sends a statement that writes (weakness G.2.1: each recall rewrites row and index)")
    void readsOnly() {
        fill(0, 4);
        Map<String, Runnable> calls = reads();
        calls.putAll(textReads());
        calls.forEach((name, call) -> assertThat(statements(call))
                .as(name)
                .isNotEmpty()
                .noneSatisfy(sql ->
                        assertThat(sql.toUpperCase(Locale.ROOT)).containsPattern("\\b(INSERT|UPDATE|DELETE)\\b")));
    }
}
