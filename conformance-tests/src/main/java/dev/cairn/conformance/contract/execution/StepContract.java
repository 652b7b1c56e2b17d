package dev.cairn.conformance.contract.execution;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Step;
import dev.cairn.model.StepStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** STEP: fields, indexes, versions. */
public abstract class StepContract extends Group {
    private List<Step> steps(String executionId) {
        return subject.read(view -> view.steps().list(executionId, -1, 1000));
    }

    @Test
    @Clause("STEP-1")
    @DisplayName("all fields of a step come back as stored, in every status, and an update replaces them")
    void allFields() {
        insert("e");
        List<Step> stored = new ArrayList<>();
        for (StepStatus status : StepStatus.values()) {
            stored.add(new Step(
                    "e",
                    stored.size(),
                    "compile",
                    "with -Werror",
                    status,
                    -1,
                    "broken",
                    true,
                    Duration.ofNanos(90_061_000_001_000L),
                    now(),
                    now(),
                    now(),
                    JsonObject.parse("metadata", "{\"b\":1,\"a\":{}}"),
                    status == StepStatus.FAILED,
                    1));
        }
        subject.change(tx -> stored.forEach(tx.steps()::insert));
        assertThat(steps("e")).containsExactlyElementsOf(stored);
        Step bare = new Step(
                "e",
                0,
                "",
                "",
                StepStatus.RUNNING,
                null,
                null,
                false,
                null,
                stored.getFirst().createdAt(),
                null,
                null,
                JsonObject.EMPTY,
                false,
                2);
        subject.change(tx -> tx.steps().update(bare, 1));
        Step found = subject.read(view -> view.steps().find("e", 0)).orElseThrow();
        assertThat(found).isEqualTo(bare);
    }

    @Test
    @Clause("STEP-1")
    @Clause("TX-4")
    @DisplayName("of eight writers that take one index one gets it; the same index is free in another execution")
    void indexTakenOnce() throws Exception {
        insert("e");
        insert("other");
        List<Callable<Boolean>> writers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            writers.add(() -> {
                try {
                    subject.change(tx -> tx.steps().insert(Samples.step("e", 0, now())));
                    return true;
                } catch (AlreadyExists taken) {
                    return false;
                }
            });
        }
        assertThat(Race.run(writers).stream().filter(won -> won)).hasSize(1);
        subject.change(tx -> tx.steps().insert(Samples.step("other", 0, now())));
        assertThat(steps("e")).hasSize(1);
        assertThat(steps("other")).hasSize(1);
        assertThat(steps("unknown")).isEmpty();
    }

    @Test
    @Clause("STEP-3")
    @DisplayName("step versions rise by one, and a writer that expects an old one loses")
    void versions() throws Exception {
        insert("e");
        Step first = Samples.step("e", 0, now());
        subject.change(tx -> tx.steps().insert(first));
        Callable<Boolean> writer = () -> {
            for (int done = 0; done < 10; ) {
                Step old = subject.read(view -> view.steps().find("e", 0)).orElseThrow();
                try {
                    subject.change(tx -> tx.steps().update(Samples.renamed(old, "n"), old.version()));
                    done++;
                } catch (ConditionFailed lost) {
                    assertThat(lost.actual()).isGreaterThan(lost.expected());
                }
            }
            return true;
        };
        Race.run(List.of(writer, writer, writer));
        assertThat(steps("e")).extracting(Step::version).containsExactly(31L);
    }
}
