package dev.cairn.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Explainable;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.model.BlobRef;
import dev.cairn.model.EventQuery;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.LogQuery;
import dev.cairn.model.PageKey;
import dev.cairn.model.Position;
import dev.cairn.model.SessionFilter;
import dev.cairn.model.SessionStatus;
import dev.cairn.model.StateEntry;
import dev.cairn.model.StateOwner;
import dev.cairn.model.StateScope;
import dev.cairn.store.FeedFilter;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** PLAN-1, COST-1, LOG-2: what calls cost, by counting and explaining their statements; never by a clock. */
public abstract class PlanContract extends Group {
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

    /** The calls that lists, followers and recorders make all the time. */
    private Map<String, Runnable> calls(String id) {
        Instant far = now().plusSeconds(1_000_000);
        PageKey middle = new PageKey(now(), id);
        LogQuery errors = new LogQuery(1, 1000, true, null, null, null, "ine 1");
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put("executions.find", () -> subject.read(v -> v.executions().find(id)));
        calls.put("executions.page", () -> subject.read(v -> v.executions().page(ExecutionFilter.ALL, middle, 50)));
        for (ExecutionFilter filter : List.of(
                ExecutionFilter.status(ExecutionStatus.PENDING),
                new ExecutionFilter(null, "ada", null, null, null, null),
                new ExecutionFilter(null, null, "ci", null, null, null),
                new ExecutionFilter(ExecutionStatus.PENDING, null, null, null, now(), far))) {
            calls.put(
                    "executions.page " + filter,
                    () -> subject.read(v -> v.executions().page(filter, null, 50)));
        }
        calls.put("executions.count", () -> subject.read(v -> v.executions().count(ExecutionFilter.ALL, 10)));
        calls.put(
                "executions.expiredLeases",
                () -> subject.read(v -> v.executions().expiredLeases(far, 50)));
        calls.put("steps.find", () -> subject.read(v -> v.steps().find(id, 1)));
        calls.put("steps.list", () -> subject.read(v -> v.steps().list(id, 0, 50)));
        calls.put("logs.lastSequence", () -> subject.read(v -> v.logs().lastSequence(id)));
        calls.put("logs.read", () -> subject.read(v -> v.logs().read(id, LogQuery.after(2), 50)));
        calls.put("logs.read errors", () -> subject.read(v -> v.logs().read(id, errors, 50)));
        calls.put("artifacts.find", () -> subject.read(v -> v.artifacts().find(id + "-0")));
        calls.put("artifacts.list", () -> subject.read(v -> v.artifacts().list(id, middle, 50)));
        calls.put("artifacts.expired", () -> subject.read(v -> v.artifacts().expired(far, 50)));
        calls.put("producers.last", () -> subject.read(v -> v.producers().last("p")));
        calls.put("sessions.find", () -> subject.read(v -> v.sessions().find(id)));
        for (SessionFilter filter : List.of(
                SessionFilter.ALL,
                new SessionFilter("chat", null, null, null),
                new SessionFilter(null, "ada", null, null),
                new SessionFilter(null, null, "p", null),
                new SessionFilter(null, null, null, SessionStatus.ACTIVE))) {
            calls.put(
                    "sessions.page " + filter,
                    () -> subject.read(v -> v.sessions().page(filter, middle, 50)));
        }
        StateOwner owner = new StateOwner(StateScope.SESSION, id);
        calls.put("events.head", () -> subject.read(v -> v.events().head(id)));
        calls.put("events.read", () -> subject.read(v -> v.events().read(id, EventQuery.after(2), 50)));
        calls.put("events.read backward", () -> subject.read(v -> v.events().read(id, EventQuery.before(40), 50)));
        calls.put("events.known", () -> subject.read(v -> v.events().known(id, List.of("ev1", "ev2", "no"))));
        calls.put("state.find", () -> subject.read(v -> v.state().find(owner, "k1")));
        calls.put("state.list", () -> subject.read(v -> v.state().list(owner, "k0", 50)));
        calls.put("feed.after", () -> store().feed(ws()).after(Position.START, FeedFilter.ALL, 50));
        calls.put("feed.after root", () -> store().feed(ws()).after(Position.START, FeedFilter.root(id), 50));
        calls.put("workspaces.find", () -> store().workspaces().find(ws()));
        calls.put("workspaces.list", () -> store().workspaces().list(ws(), 50));
        return calls;
    }

    private List<String> statements(Runnable call) {
        call.run(); // what is prepared or learnt once does not count
        return engine.statementsOf(store(), call);
    }

    @Test
    @Clause("PLAN-1")
    @DisplayName(
            "no statement of a list, page, find or feed call scans a growing table or sorts in a temporary structure"
                    + " (weakness 9: a status filter sorts everything)")
    void plans() throws Exception {
        fill("e", 5, 50);
        Map<String, String> wrong = new TreeMap<>();
        Map<String, Runnable> calls = calls("e");
        calls.put("logs.append", () -> subject.change(tx -> tx.logs().append("e", Samples.lines(now(), 3))));
        calls.put(
                "executions.update",
                () -> subject.change(tx -> {
                    Execution old = tx.executions().find("e").orElseThrow();
                    tx.executions().update(Samples.renamed(old, "n"), old.version());
                }));
        calls.put(
                "events.append",
                () -> subject.change(tx -> {
                    long next = tx.events().head("e").orElseThrow().lastSequence() + 1;
                    tx.events().append("e", List.of(Samples.event(next, "n" + next, now())));
                }));
        calls.put("state.clear", () -> subject.change(tx -> tx.state().clear(new StateOwner(StateScope.TEMP, "e"))));
        calls.put("producers.forget", () -> subject.change(tx -> tx.producers().forget(now(), 5)));
        calls.put("blobs.collect", () -> store().blobs().collect(ws(), now(), 5));
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
        calls(id)
                .forEach((name, call) -> costs.put(
                        name.startsWith("executions.page ExecutionFilter") ? "filtered page" : name,
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
