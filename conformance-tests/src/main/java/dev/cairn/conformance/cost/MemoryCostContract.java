package dev.cairn.conformance.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Explainable;
import dev.cairn.model.Memory;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** COST-1, MEM-8 for memories, by counting their statements. */
public abstract class MemoryCostContract extends Group {
    private Explainable engine;

    @BeforeEach
    final void explainableOnly() {
        engine = subject.needs(Explainable.class, "this engine has no statements to count or explain");
    }

    private void fill(int from, int to) {
        for (long version = 1; version <= 2; version++) {
            List<Memory> next = new ArrayList<>();
            for (int i = from; i < to; i++) {
                next.add(MemoryCalls.full("user/alice", i, version, now()));
                next.add(MemoryCalls.full("user/bob/" + i, i, version, now()));
            }
            subject.change(tx -> tx.memories().put(next, 100));
        }
    }

    private Calls reads() {
        return MemoryCalls.reads(subject, now()).addAll(MemoryCalls.textReads(subject, now()));
    }

    private List<String> statements(Runnable call) {
        call.run(); // what is prepared or learnt once does not count
        return engine.statementsOf(store(), call);
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
                .isLessThanOrEqualTo(one + 3);
    }

    private void next(long version) {
        subject.change(tx -> tx.memories().put(List.of(MemoryCalls.full("user/alice", 1, version, now())), 100));
    }

    private void putNew(String namespace, int count) {
        List<Memory> next = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            next.add(MemoryCalls.full(namespace, i, 1, now()));
        }
        subject.change(tx -> tx.memories().put(next, 100));
    }

    private Map<String, Integer> counts() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        reads().forEach((name, call) -> counts.put(name, statements(call).size()));
        return counts;
    }

    @Test
    @Clause("MEM-8")
    @DisplayName("no reading call sends a statement that writes (weakness G.2.1: each recall rewrites row and index)")
    void readsOnly() {
        fill(0, 4);
        reads().forEach((name, call) -> assertThat(statements(call))
                .as(name)
                .isNotEmpty()
                .noneSatisfy(sql ->
                        assertThat(sql.toUpperCase(Locale.ROOT)).containsPattern("\\b(INSERT|UPDATE|DELETE)\\b")));
    }
}
