package dev.cairn.conformance.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Explainable;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.model.Attribution;
import dev.cairn.model.AuditPlace;
import dev.cairn.model.AuditSeal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** COST-1: what the audit costs, by counting its statements. */
public abstract class AuditCostContract extends Group {
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

    private List<String> statements(Runnable call) {
        call.run(); // what is prepared or learnt once does not count
        return engine.statementsOf(store(), call);
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
        AuditCalls.reads(subject, "e", new AuditPlace(2, 0), now())
                .forEach((name, call) ->
                        costs.put(name.replaceAll(" .*", ""), statements(call).size()));
        return costs;
    }

    @Test
    @Clause("COST-1")
    @DisplayName(
            "recording sends one statement more at most, for one change as for sixty; a thousand links go in as many as one")
    void writing() {
        for (int changes : new int[] {1, 60}) {
            int plain =
                    engine.statementsOf(store(), () -> steps(changes, false)).size();
            assertThat(engine.statementsOf(store(), () -> steps(changes, true)))
                    .as("%d changes", changes)
                    .hasSizeBetween(plain, plain + 1);
        }
        link(1);
        int one = engine.statementsOf(store(), () -> link(1)).size();
        assertThat(engine.statementsOf(store(), () -> link(1_000))).hasSize(one);
    }
}
