package dev.cairn.conformance.contract.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.conformance.contract.RuleGroup;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.IllegalTransition;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.NotFound;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.execution.NewStep;
import dev.cairn.logic.execution.StepPatch;
import dev.cairn.model.Change;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.Position;
import dev.cairn.model.Step;
import dev.cairn.model.StepStatus;
import dev.cairn.model.Wire;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** STEP-2, STEP-3: the life of a step, and its execution's totals. */
public abstract class StepRuleContract extends RuleGroup {
    private static Set<StepStatus> legal(StepStatus from) {
        return switch (from) {
            case PENDING -> EnumSet.of(StepStatus.RUNNING, StepStatus.SKIPPED, StepStatus.FAILED);
            case RUNNING -> EnumSet.of(StepStatus.COMPLETED, StepStatus.FAILED, StepStatus.SKIPPED);
            case COMPLETED, FAILED, SKIPPED -> EnumSet.noneOf(StepStatus.class);
        };
    }

    private Step create(String executionId, StepStatus status) {
        Step step = space.steps()
                .create(new NewStep(
                        executionId,
                        null,
                        "step",
                        null,
                        status == StepStatus.PENDING ? null : StepStatus.RUNNING,
                        false,
                        null,
                        null,
                        null))
                .value();
        return status.terminal() ? move(step, status) : step;
    }

    private Step move(Step step, StepStatus to) {
        return space.steps()
                .change(step.executionId(), step.index(), StepPatch.status(to), step.version())
                .value();
    }

    @Test
    @Clause("STEP-3")
    @Clause("ERR-1")
    @DisplayName("of all 25 transitions of a step the legal ones happen; every other is IllegalTransition and changes"
            + " nothing")
    void transitions() {
        create("e", ExecutionStatus.RUNNING);
        for (StepStatus from : StepStatus.values()) {
            for (StepStatus to : StepStatus.values()) {
                Step before = create("e", from);
                assertThat(before.status()).isEqualTo(from);
                if (legal(from).contains(to)) {
                    Step after = move(before, to);
                    assertThat(after.status()).isEqualTo(to);
                    assertThat(after.version()).isEqualTo(before.version() + 1);
                } else {
                    IllegalTransition refused = catchThrowableOfType(IllegalTransition.class, () -> move(before, to));
                    assertThat(refused).as("%s to %s", from, to).isNotNull();
                    assertThat(List.of(refused.kind(), refused.id(), refused.from(), refused.to()))
                            .containsExactly("step", "e/" + before.index(), Wire.name(from), Wire.name(to));
                    assertThat(space.steps().get("e", before.index())).isEqualTo(before);
                }
            }
        }
    }

    @Test
    @Clause("STEP-3")
    @DisplayName("a step change that names an old version is ConditionFailed with the actual one")
    void expectedVersion() {
        create("e", ExecutionStatus.RUNNING);
        Step first = create("e", StepStatus.RUNNING);
        move(first, StepStatus.COMPLETED);
        ConditionFailed stale = catchThrowableOfType(ConditionFailed.class, () -> move(first, StepStatus.FAILED));
        assertThat(List.of(stale.kind(), stale.id())).containsExactly("step", "e/0");
        assertThat(List.of(stale.expected(), stale.actual())).containsExactly(1L, 2L);
    }

    @Test
    @Clause("STEP-2")
    @Clause("FEED-1")
    @DisplayName("totals, completed and current step of the execution follow its steps, in the same revision")
    void totals() throws Exception {
        create("e", ExecutionStatus.RUNNING);
        Position before = store().feed(ws()).head();
        Step first = create("e", StepStatus.RUNNING);
        assertTotals(1, 0, 0);
        List<Change> changes = settled(before);
        assertThat(changes).hasSize(2);
        assertThat(changes.getFirst().revision()).isEqualTo(changes.getLast().revision());
        create("e", StepStatus.PENDING);
        assertTotals(2, 0, 0);
        move(first, StepStatus.COMPLETED);
        assertTotals(2, 1, 0);
        move(space.steps().get("e", 1), StepStatus.RUNNING);
        assertTotals(2, 1, 1);
        move(space.steps().get("e", 1), StepStatus.FAILED);
        assertTotals(2, 1, 1);
        assertThat(get("e").progress()).isEqualTo(50.0);
    }

    private void assertTotals(int total, int completed, int current) {
        Execution execution = get("e");
        assertThat(List.of(execution.totalSteps(), execution.completedSteps(), execution.currentStep()))
                .containsExactly(total, completed, current);
    }

    @Test
    @Clause("STEP-2")
    @Clause("STEP-1")
    @Clause("TX-4")
    @DisplayName("twelve recorders that add and complete steps of one execution at once leave exact totals")
    void totalsUnderConcurrency() throws Exception {
        create("e", ExecutionStatus.RUNNING);
        List<Callable<Integer>> recorders = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            recorders.add(() -> {
                Step step = create("e", StepStatus.RUNNING);
                move(step, StepStatus.COMPLETED);
                return step.index();
            });
        }
        assertThat(Race.run(recorders))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 12).boxed().toList());
        assertThat(get("e").totalSteps()).isEqualTo(12);
        assertThat(get("e").completedSteps()).isEqualTo(12);
        assertThat(space.steps().list("e", PageRequest.first(100)).items())
                .extracting(Step::status)
                .containsOnly(StepStatus.COMPLETED);
    }

    @Test
    @Clause("STEP-1")
    @Clause("STEP-2")
    @Clause("ERR-1")
    @DisplayName(
            "a chosen index is taken once, the next free one is above all; wrong input and closed runs are refused")
    void indexes() {
        create("e", ExecutionStatus.RUNNING);
        NewStep seventh = new NewStep("e", 7, "chosen", null, null, false, null, null, null);
        assertThat(space.steps().create(seventh).value().index()).isEqualTo(7);
        AlreadyExists taken =
                catchThrowableOfType(AlreadyExists.class, () -> space.steps().create(seventh));
        assertThat(taken.kind()).isEqualTo("step");
        assertThat(taken.id()).contains("7");
        assertThat(create("e", StepStatus.PENDING).index()).isEqualTo(8);
        assertThat(get("e").totalSteps()).isEqualTo(2);
        assertThat(catchThrowableOfType(
                                InvalidArgument.class,
                                () -> space.steps()
                                        .create(new NewStep("e", -1, "n", null, null, false, null, null, null)))
                        .field())
                .isEqualTo("index");
        assertThat(catchThrowableOfType(NotFound.class, () -> create("none", StepStatus.PENDING))
                        .id())
                .isEqualTo("none");
        space.executions().finish("e", 0);
        assertThat(catchThrowableOfType(IllegalTransition.class, () -> create("e", StepStatus.PENDING))
                        .from())
                .isEqualTo("completed");
        assertThat(get("e").totalSteps()).isEqualTo(2);
    }
}
