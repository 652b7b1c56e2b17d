package dev.cairn.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Explainable;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.model.Attribution;
import dev.cairn.model.AuditFilter;
import dev.cairn.model.AuditKey;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import dev.cairn.model.EntityKind;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** PLAN-1, COST-1: what the audit costs, by counting and explaining its statements. */
public abstract class AuditPlanContract extends Group {
    private Explainable engine;
    private int nextStep;

    @BeforeEach
    final void explainableOnly() {
        engine = subject.needs(Explainable.class, "this engine has no statements to count or explain");
        insert("e");
    }

    private void steps(int count, boolean recorded) {
        subject.change(tx -> {
            for (int i = 0; i < count; i++) {
                tx.steps().insert(Samples.step("e", nextStep++, now()));
            }
            if (recorded) {
                tx.audit().record(new Attribution("ada", "r"), "kit", now());
            }
        });
    }

    private void link(int count) {
        subject.change(tx -> {
            AuditSeal head = tx.chain().head();
            List<AuditSeal> seals = new ArrayList<>();
            for (int i = 1; i <= count; i++) {
                AuditPlace next = new AuditPlace(head.place().revision() + i, 0);
                seals.add(new AuditSeal(head.sequence() + i, next, "a".repeat(64)));
            }
            tx.chain().append(head, seals);
        });
    }

    private Map<String, Runnable> reads() {
        AuditKey place = new AuditKey(now(), new AuditPlace(7, 0));
        Map<String, Runnable> calls = new LinkedHashMap<>();
        for (AuditFilter filter : List.of(
                AuditFilter.ALL,
                AuditFilter.actor("ada"),
                AuditFilter.action("kit"),
                AuditFilter.root("e"),
                new AuditFilter(null, null, "e", EntityKind.STEP, "1", null, null),
                new AuditFilter(null, null, null, null, null, now(), now()),
                new AuditFilter("ada", "kit", "e", null, null, now(), now()))) {
            calls.put("page " + filter, () -> subject.read(v -> v.audit().page(filter, place, 50)));
        }
        calls.put("find", () -> subject.read(v -> v.audit().find(new AuditPlace(7, 0))));
        calls.put("after", () -> subject.read(v -> v.audit().after(AuditPlace.START, 50)));
        calls.put("settled", () -> subject.read(v -> v.audit().settled(AuditPlace.START, 50)));
        calls.put("chain.head", () -> subject.read(v -> v.chain().head()));
        calls.put("chain.after", () -> subject.read(v -> v.chain().after(1, 50)));
        calls.put("chain.find", () -> subject.read(v -> v.chain().find(new AuditPlace(2, 0))));
        return calls;
    }

    private List<String> statements(Runnable call) {
        call.run(); // what is prepared or learnt once does not count
        return engine.statementsOf(store(), call);
    }

    @Test
    @Clause("PLAN-1")
    @DisplayName(
            "no statement of the audit scans a growing table or sorts in a temporary structure (weakness G.1.6: a list"
                    + " by prefix scans the whole trail)")
    void plans() throws Exception {
        steps(5, true);
        link(5);
        Map<String, Runnable> calls = reads();
        calls.put("record", () -> steps(1, true));
        calls.put("chain.append", () -> link(1));
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
    }

    @Test
    @Clause("COST-1")
    @DisplayName("reads of the audit send as many statements for sixty entries as for three")
    void reading() {
        steps(3, true);
        link(3);
        Map<String, Integer> few = costs();
        steps(60, true);
        link(60);
        assertThat(costs()).isEqualTo(few);
    }

    private Map<String, Integer> costs() {
        Map<String, Integer> costs = new LinkedHashMap<>();
        reads().forEach((name, call) ->
                costs.put(name.replaceAll(" .*", ""), statements(call).size()));
        return costs;
    }

    @Test
    @Clause("COST-1")
    @DisplayName(
            "recording sends one statement more, for one change as for sixty; a thousand links go in as many as one")
    void writing() {
        for (int changes : new int[] {1, 60}) {
            int plain =
                    engine.statementsOf(store(), () -> steps(changes, false)).size();
            assertThat(engine.statementsOf(store(), () -> steps(changes, true)))
                    .as("%d changes", changes)
                    .hasSize(plain + 1);
        }
        link(1);
        int one = engine.statementsOf(store(), () -> link(1)).size();
        assertThat(engine.statementsOf(store(), () -> link(1_000))).hasSize(one);
    }
}
