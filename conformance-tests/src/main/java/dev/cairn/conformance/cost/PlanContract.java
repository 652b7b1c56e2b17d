package dev.cairn.conformance.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Cairn;
import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Explainable;
import dev.cairn.logic.task.Tasks;
import dev.cairn.model.AuditEntry;
import dev.cairn.model.AuditPlace;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/**
 * PLAN-1 on tables of {@value LargeTables#ROWS} rows of each kind, with the statistics that the store itself gathers, and
 * no setting that the store does not have in service.
 */
public abstract class PlanContract extends Group {
    private Explainable engine;
    private Instant start;
    private LargeTables tables;

    @BeforeEach
    final void explainableOnly() {
        engine = subject.needs(Explainable.class, "this engine has no statements to count or explain");
        start = now();
        tables = new LargeTables(subject, start);
    }

    /** Clock and statistics after so many rows. */
    private Instant middle() {
        store().maintenance().checkpoint();
        subject.clock().advance(java.time.Duration.ofMillis(LargeTables.ROWS));
        return tables.at(LargeTables.ROWS / 2);
    }

    @Test
    @Clause("PLAN-1")
    @DisplayName(
            "no statement on runs, the feed or the audit reads a large table or sorts in a temporary structure, at 100,000"
                    + " rows of each (weakness 9: a status filter sorts everything; G.1.6: a list by prefix scans the"
                    + " whole trail; G.1.7: no pages anywhere)")
    void runsAndAudit() throws IOException, Exception {
        tables.runs(store().blobs().stage(ws(), bytes("x"), 10, now()));
        tables.links();
        Instant middle = middle();
        AuditPlace place = subject.read(v -> v.chain().after(LargeTables.ROWS / 2, 1))
                .getFirst()
                .place();
        AuditEntry entry = subject.read(v -> v.audit().find(place)).orElseThrow();
        assertThat(entry.time()).isBeforeOrEqualTo(middle);
        new PlanCheck(engine, store())
                .of(RunCalls.reads(subject, "e50000", middle), Set.of())
                .of(AuditCalls.reads(subject, "e50000", place, entry.time()), Set.of())
                .of(RunCalls.writes(subject, "e50000", middle), Set.of())
                .verify();
    }

    @Test
    @Clause("PLAN-1")
    @DisplayName(
            "no statement on sessions, their events or state reads a large table or sorts in a temporary structure, at"
                    + " 100,000 sessions, events and keys (weakness G.1.1: lists drag all events along)")
    void sessions() throws Exception {
        tables.sessions();
        Instant middle = middle();
        new PlanCheck(engine, store())
                .of(SessionCalls.reads(subject, "long", middle), Set.of())
                .of(SessionCalls.writes(subject, "long", middle), Set.of())
                .verify();
    }

    @Test
    @Clause("PLAN-1")
    @DisplayName(
            "no statement on memories reads a large table or sorts in a temporary structure, at 100,000 memories; text"
                    + " is found through its index (weaknesses A.5: a prefix scans the index; G.2.5: metadata LIKE scans"
                    + " everything)")
    void memories() throws Exception {
        tables.memories();
        Instant middle = middle();
        Set<String> counting = Set.of("namespaces ", "namespaces user/alice");
        new PlanCheck(engine, store())
                .of(MemoryCalls.reads(subject, middle), counting)
                .of(MemoryCalls.writes(subject, middle), Set.of())
                .verify();
        MemoryCalls.textReads(subject, middle).forEach((name, call) -> {
            List<String> searching = engine.statementsOf(store(), call).stream()
                    .filter(statement -> statement.contains("memory_text"))
                    .toList();
            assertThat(searching).as(name).hasSize(1);
            assertThat(explain(searching.getFirst()))
                    .as(name)
                    .containsPattern("memory_text_terms|memory_text VIRTUAL TABLE INDEX 0:M")
                    .doesNotContainPattern("SCAN m\\b|Seq Scan");
        });
    }

    private String explain(String statement) {
        try {
            return engine.explain(store(), statement);
        } catch (Exception e) {
            throw new AssertionError(statement, e);
        }
    }

    @Test
    @Clause("PLAN-1")
    @DisplayName("no statement of a claim, list, child list, cascade, promotion, expiry or prune reads a large table or"
            + " sorts in a temporary structure, at 100,000 tasks; counts walk an index (weaknesses G.1.16: aggregates"
            + " scan, G.2.3, G.2.4, G.2.10)")
    void tasks() throws Exception {
        tables.tasks();
        Instant middle = middle();
        Tasks tasks = Cairn.over(store(), subject.clock()).workspace(ws()).tasks();
        new PlanCheck(engine, store())
                .of(TaskCalls.reads(subject, middle), Set.of("counts", "counts of children", "countFinished"))
                .of(TaskCalls.writes(subject, tasks), Set.of())
                .verify();
    }
}
