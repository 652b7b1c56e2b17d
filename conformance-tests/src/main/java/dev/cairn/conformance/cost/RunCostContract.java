package dev.cairn.conformance.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Explainable;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Execution;
import dev.cairn.model.SessionStatus;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.StateScope;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** COST-1, LOG-2: what calls on runs and sessions cost, by counting their statements; never by a clock. */
public abstract class RunCostContract extends Group {
    private Explainable engine;
    private BlobRef content;

    @BeforeEach
    final void explainableOnly() throws IOException {
        engine = subject.needs(Explainable.class, "this engine has no statements to count or explain");
        content = store().blobs().stage(ws(), bytes("x"), 10, now());
    }

    private void fill(String id, int steps, int lines) {
        subject.change(tx -> {
            tx.executions()
                    .insert(Samples.sample(id, now()).user("ada").tags("ci").build());
            tx.executions().lease(id, now());
            for (int i = 0; i < steps; i++) {
                tx.steps().insert(Samples.step(id, i, now()));
                tx.artifacts().insert(Samples.artifact(id + "-" + i, id, content, now(), now()));
            }
            tx.logs().append(id, Samples.lines(now(), lines));
            tx.sessions().insert(Samples.session(id, "chat", "ada", "p", SessionStatus.ACTIVE, now()));
            tx.events().append(id, Samples.events(1, lines, now()));
            StateOwner owner = new StateOwner(StateScope.SESSION, id);
            for (int i = 0; i < steps; i++) {
                tx.state().put(List.of(new StateEntry(owner, "k" + i, "1", now(), 1)));
            }
        });
    }

    private List<String> statements(Runnable call) {
        call.run(); // what is prepared or learnt once does not count
        return engine.statementsOf(store(), call);
    }

    @Test
    @Clause("COST-1")
    @DisplayName("reading calls send as many statements for forty rows as for four (weakness: one query per row)")
    void readsCostTheSame() {
        fill("small", 4, 4);
        Map<String, Integer> few = costs("small");
        for (int i = 0; i < 36; i++) {
            fill("more-" + i, 1, 1);
        }
        fill("large", 40, 400);
        assertThat(costs("large")).isEqualTo(few);
        assertThat(few.values()).allSatisfy(count -> assertThat(count).isPositive());
    }

    private Map<String, Integer> costs(String id) {
        Map<String, Integer> costs = new LinkedHashMap<>();
        RunCalls.reads(subject, id, now())
                .addAll(SessionCalls.reads(subject, id, now()))
                .forEach((name, call) -> costs.put(
                        name.startsWith("executions.page") ? "filtered page" : name.replaceAll("Filter.*", ""),
                        statements(call).size()));
        return costs;
    }

    @Test
    @Clause("COST-1")
    @DisplayName("writing calls send a fixed number of statements, whatever the neighbours hold")
    void writesCostTheSame() {
        fill("small", 1, 1);
        List<Integer> before = writeCosts("a", "small");
        fill("large", 30, 300);
        assertThat(writeCosts("b", "large")).isEqualTo(before);
    }

    private List<Integer> writeCosts(String prefix, String id) {
        List<Integer> costs = new ArrayList<>();
        for (int round = 0; round < 2; round++) {
            String fresh = prefix + round;
            int index = 500 + round;
            costs = new ArrayList<>(List.of(
                    cost(() -> insert(fresh)),
                    cost(() -> subject.change(tx -> tx.steps().insert(Samples.step(id, index, now())))),
                    cost(() -> subject.change(tx -> {
                        Execution old = tx.executions().find(id).orElseThrow();
                        tx.executions().update(Samples.renamed(old, fresh), old.version());
                    })),
                    cost(() -> subject.change(tx -> tx.executions().lease(id, now()))),
                    cost(() -> subject.change(
                            tx -> tx.artifacts().insert(Samples.artifact("x-" + fresh, id, content, now()))))));
        }
        return costs;
    }

    private int cost(Runnable call) {
        return engine.statementsOf(store(), call).size();
    }

    @Test
    @Clause("LOG-2")
    @DisplayName("appending one line and one thousand costs the same number of statements at line 1 and at line 20,000"
            + " (weakness 13: each save rewrites the log)")
    void appendCost() {
        insert("e");
        Runnable one = () -> subject.change(tx -> tx.logs().append("e", Samples.lines(now(), 1)));
        Runnable thousand = () -> subject.change(tx -> tx.logs().append("e", Samples.lines(now(), 1000)));
        one.run();
        thousand.run();
        List<String> oneAtStart = engine.statementsOf(store(), one);
        List<String> thousandAtStart = engine.statementsOf(store(), thousand);
        for (int i = 0; i < 18; i++) {
            thousand.run();
        }
        assertThat(engine.statementsOf(store(), one)).isEqualTo(oneAtStart);
        assertThat(engine.statementsOf(store(), thousand)).isEqualTo(thousandAtStart);
        assertThat(thousandAtStart.size()).as("statements for 1,000 lines").isLessThanOrEqualTo(oneAtStart.size() + 50);
    }
}
