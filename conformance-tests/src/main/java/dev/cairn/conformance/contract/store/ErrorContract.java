package dev.cairn.conformance.contract.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.Subject.Work;
import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.error.StoreException;
import dev.cairn.error.StoreException.Applied;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Execution;
import dev.cairn.model.Position;
import dev.cairn.model.Step;
import dev.cairn.spi.Setting;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** ERR: every failure has its type and evidence, applies nothing, and leaves a working store. */
public abstract class ErrorContract extends Group {
    private Execution execution;
    private Step step;
    private BlobRef content;

    @BeforeEach
    final void fill() throws IOException {
        execution = insert("e");
        step = Samples.step("e", 3, now());
        content = store().blobs().stage(ws(), bytes("x"), 10, now());
        subject.change(tx -> {
            tx.steps().insert(step);
            tx.artifacts().insert(Samples.artifact("a", "e", content, now()));
            tx.producers().advance("p", 0, 4, now());
        });
    }

    /** Runs it twice, alone and after a good write, which must then be rolled back with it. */
    private Throwable fails(Work<RuntimeException> work) {
        Throwable alone = catchThrowable(() -> subject.change(work));
        Throwable after = catchThrowable(() -> subject.change(tx -> {
            tx.executions().insert(Samples.execution("good", now()));
            work.run(tx);
        }));
        assertThat(after).hasSameClassAs(alone).hasMessage(alone.getMessage());
        assertThat(ids()).containsExactly("e");
        assertThat(((StoreException) alone).applied()).isEqualTo(Applied.NO);
        return alone;
    }

    @Test
    @Clause("ERR-1")
    @Clause("ERR-3")
    @DisplayName("what is missing is NotFound with kind and id, nothing is applied, and the store goes on working"
            + " (weakness: not found, empty and broken are one answer)")
    void missing() {
        Instant at = now();
        BlobRef unknown = new BlobRef("ab".repeat(32), 3);
        Map<Work<RuntimeException>, List<String>> calls = new LinkedHashMap<>();
        calls.put(
                tx -> tx.executions().update(Samples.renamed(Samples.execution("no", at), "n"), 1),
                List.of("execution", "no"));
        calls.put(tx -> tx.executions().delete("no"), List.of("execution", "no"));
        calls.put(tx -> tx.executions().lease("no", at), List.of("execution", "no"));
        calls.put(tx -> tx.executions().lease("no", null), List.of("execution", "no"));
        calls.put(tx -> tx.steps().insert(Samples.step("no", 0, at)), List.of("execution", "no"));
        calls.put(tx -> tx.logs().append("no", Samples.lines(at, 1)), List.of("execution", "no"));
        calls.put(tx -> tx.artifacts().insert(Samples.artifact("b", "no", content, at)), List.of("execution", "no"));
        calls.put(
                tx -> tx.artifacts().insert(Samples.artifact("b", "e", unknown, at)),
                List.of("content", unknown.sha256()));
        calls.put(tx -> tx.artifacts().delete("no"), List.of("artifact", "no"));
        calls.forEach((work, expected) -> {
            Throwable thrown = fails(work);
            assertThat(thrown).as(expected.toString()).isInstanceOf(NotFound.class);
            assertThat(List.of(((NotFound) thrown).kind(), ((NotFound) thrown).id()))
                    .isEqualTo(expected);
        });
        NotFound noStep = (NotFound) fails(tx -> tx.steps().update(Samples.renamed(Samples.step("e", 9, at), "n"), 1));
        assertThat(noStep.kind()).isEqualTo("step");
        assertThat(noStep.id()).contains("9");
    }

    @Test
    @Clause("ERR-1")
    @Clause("ERR-3")
    @Clause("STEP-1")
    @DisplayName("what is taken is AlreadyExists with kind and id, and what was there stays as it was")
    void taken() {
        AlreadyExists ofExecution = (AlreadyExists) fails(tx ->
                tx.executions().insert(Samples.sample("e", now()).name("other").build()));
        assertThat(List.of(ofExecution.kind(), ofExecution.id())).containsExactly("execution", "e");
        AlreadyExists ofStep =
                (AlreadyExists) fails(tx -> tx.steps().insert(Samples.renamed(Samples.step("e", 3, now()), "other")));
        assertThat(ofStep.kind()).isEqualTo("step");
        assertThat(ofStep.id()).contains("3");
        AlreadyExists ofArtifact =
                (AlreadyExists) fails(tx -> tx.artifacts().insert(Samples.artifact("a", "e", content, now())));
        assertThat(List.of(ofArtifact.kind(), ofArtifact.id())).containsExactly("artifact", "a");
        assertThat(get("e")).isEqualTo(execution);
        assertThat(subject.read(view -> view.steps().list("e", -1, 10)).equals(List.of(step)))
                .isTrue();
    }

    @Test
    @Clause("ERR-1")
    @Clause("EXEC-4")
    @Clause("STEP-3")
    @Clause("PROD-1")
    @DisplayName("a stale version or number is ConditionFailed with kind, id, expected and actual (weakness G.2.11: all"
            + " errors are one text)")
    void stale() {
        subject.change(tx -> tx.executions().update(Samples.renamed(execution, "v2"), 1));
        subject.change(tx -> tx.steps().update(Samples.renamed(step, "v2"), 1));
        ConditionFailed ofExecution =
                (ConditionFailed) fails(tx -> tx.executions().update(Samples.renamed(execution, "again"), 1));
        assertThat(List.of(ofExecution.kind(), ofExecution.id())).containsExactly("execution", "e");
        assertThat(List.of(ofExecution.expected(), ofExecution.actual())).containsExactly(1L, 2L);
        ConditionFailed ofStep = (ConditionFailed) fails(tx -> tx.steps().update(Samples.renamed(step, "again"), 1));
        assertThat(ofStep.kind()).isEqualTo("step");
        assertThat(ofStep.id()).contains("3");
        assertThat(List.of(ofStep.expected(), ofStep.actual())).containsExactly(1L, 2L);
        ConditionFailed ofProducer =
                (ConditionFailed) fails(tx -> tx.producers().advance("p", 3, 5, now()));
        assertThat(List.of(ofProducer.kind(), ofProducer.id())).containsExactly("producer", "p");
        assertThat(List.of(ofProducer.expected(), ofProducer.actual())).containsExactly(3L, 4L);
        ConditionFailed unknown = (ConditionFailed) fails(tx -> tx.producers().advance("new", 7, 8, now()));
        assertThat(List.of(unknown.expected(), unknown.actual())).containsExactly(7L, 0L);
        assertThat(get("e").name()).isEqualTo("v2");
    }

    @Test
    @Clause("ERR-3")
    @DisplayName("after two hundred failed calls of every kind reads, writes and feed work as before")
    void goesOn() throws Exception {
        Position before = store().feed(ws()).head();
        for (int i = 0; i < 100; i++) {
            int n = i;
            assertThat(catchThrowable(() -> subject.change(tx -> {
                        tx.executions().insert(Samples.execution("f-" + n, now()));
                        tx.executions().insert(Samples.execution("e", now()));
                    })))
                    .isInstanceOf(AlreadyExists.class);
            assertThat(catchThrowable(() -> subject.read(view -> {
                        throw new IllegalArgumentException("no");
                    })))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        insert("good");
        assertThat(ids()).containsExactly("good", "e");
        assertThat(settled(before)).hasSize(1);
    }

    @Test
    @Clause("ERR-1")
    @Clause("ERR-3")
    @DisplayName("an error caught inside the closure is not fatal to reads, and never lets half a change commit")
    void caughtInside() {
        Throwable thrown = catchThrowable(() -> subject.change(tx -> {
            tx.executions().insert(Samples.execution("before", now()));
            assertThat(catchThrowable(() -> tx.executions().insert(Samples.execution("e", now()))))
                    .isInstanceOf(AlreadyExists.class);
            tx.executions().insert(Samples.execution("after", now()));
        }));
        // an engine may go on or refuse to commit, but the two stand or fall together
        if (thrown == null) {
            assertThat(ids()).containsExactly("after", "before", "e");
        } else {
            assertThat(thrown).isInstanceOf(StoreException.class);
            assertThat(ids()).containsExactly("e");
        }
    }

    @Test
    @Clause("ERR-2")
    @DisplayName("no secret setting stands in the description, in health details or in what the store calls itself")
    void noSecrets() {
        for (Setting setting : subject.fixture().provider().settings()) {
            String value = subject.settings().values().get(setting.name());
            if (setting.secret() && value != null && !value.isEmpty()) {
                assertThat(store().description().toString()).doesNotContain(value);
                assertThat(store().check(java.time.Duration.ofSeconds(2)).detail())
                        .doesNotContain(value);
                assertThat(store().toString()).doesNotContain(value);
                assertThat(subject.settings().toString()).doesNotContain(value);
            }
        }
        assertThat(subject.settings().toString()).startsWith("StoreSettings[");
    }
}
