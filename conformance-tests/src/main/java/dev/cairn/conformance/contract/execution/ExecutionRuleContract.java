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
import dev.cairn.logic.execution.ExecutionPatch;
import dev.cairn.logic.execution.NewExecution;
import dev.cairn.logic.execution.NewStep;
import dev.cairn.logic.execution.Reconciler;
import dev.cairn.logic.execution.StepPatch;
import dev.cairn.model.Change;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.Position;
import dev.cairn.model.Step;
import dev.cairn.model.StepStatus;
import dev.cairn.model.Wire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** EXEC-2, 5, 7, 9: the life of an execution. */
public abstract class ExecutionRuleContract extends RuleGroup {
    private static Set<ExecutionStatus> legal(ExecutionStatus from) {
        return switch (from) {
            case PENDING -> EnumSet.of(ExecutionStatus.RUNNING, ExecutionStatus.FAILED, ExecutionStatus.CANCELLED);
            case RUNNING -> EnumSet.of(ExecutionStatus.COMPLETED, ExecutionStatus.FAILED, ExecutionStatus.CANCELLED);
            case COMPLETED, FAILED, CANCELLED -> EnumSet.noneOf(ExecutionStatus.class);
        };
    }

    @Test
    @Clause("EXEC-2")
    @Clause("ERR-1")
    @DisplayName("of all 25 transitions the six legal ones happen; every other is IllegalTransition with both ends and"
            + " changes nothing (weakness 4: cancelled is overwritten by failed)")
    void transitions() throws Exception {
        for (ExecutionStatus from : ExecutionStatus.values()) {
            for (ExecutionStatus to : ExecutionStatus.values()) {
                String id = from + "-" + to;
                Execution before = create(id, from);
                Position position = store().feed(ws()).head();
                if (legal(from).contains(to)) {
                    Execution after = space.executions()
                            .change(id, ExecutionPatch.status(to), before.version())
                            .value();
                    assertThat(after.status()).isEqualTo(to);
                    assertThat(after.version()).isEqualTo(before.version() + 1);
                    assertThat(get(id)).isEqualTo(after);
                    assertThat(after.completedAt() != null).isEqualTo(to.terminal());
                    assertThat(after.startedAt() != null)
                            .isEqualTo(to == ExecutionStatus.RUNNING || from == ExecutionStatus.RUNNING);
                } else {
                    IllegalTransition refused = catchThrowableOfType(
                            IllegalTransition.class,
                            () -> space.executions().change(id, ExecutionPatch.status(to), null));
                    assertThat(refused).as(id).isNotNull();
                    assertThat(List.of(refused.kind(), refused.id(), refused.from(), refused.to()))
                            .containsExactly("execution", id, Wire.name(from), Wire.name(to));
                    assertThat(get(id)).isEqualTo(before);
                    assertThat(settled(position)).isEmpty();
                }
            }
        }
    }

    @Test
    @Clause("EXEC-2")
    @Clause("ERR-1")
    @DisplayName("completed takes exit code 0 or none and no error; codes and errors go only with an end"
            + " (weakness 3: completed with an error message)")
    void codesAndErrors() {
        Execution running = create("e", ExecutionStatus.RUNNING);
        Map<ExecutionPatch, String> wrong = new LinkedHashMap<>();
        wrong.put(ExecutionPatch.status(ExecutionStatus.COMPLETED, 1, null), "exitCode");
        wrong.put(ExecutionPatch.status(ExecutionStatus.COMPLETED, 0, "but"), "error");
        wrong.put(ExecutionPatch.status(ExecutionStatus.RUNNING, 0, null), "exitCode");
        wrong.put(new ExecutionPatch(null, 3, null, null, null, null, null), "exitCode");
        wrong.put(new ExecutionPatch(null, null, "x", null, null, null, null), "error");
        wrong.put(new ExecutionPatch(null, null, null, null, null, null, now()), "at");
        wrong.put(new ExecutionPatch(null, null, null, "", null, null, null), "name");
        wrong.forEach((patch, field) -> {
            InvalidArgument refused = catchThrowableOfType(
                    InvalidArgument.class, () -> space.executions().change("e", patch, null));
            assertThat(refused).as(patch.toString()).isNotNull();
            assertThat(refused.field()).isEqualTo(field);
        });
        assertThat(get("e")).isEqualTo(running);
        Execution failed = space.executions().finish("e", 137);
        assertThat(failed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(failed.exitCode()).isEqualTo(137);
    }

    @Test
    @Clause("EXEC-4")
    @Clause("EXEC-2")
    @DisplayName(
            "a change that names an old version is ConditionFailed; one that changes nothing keeps version and feed")
    void expectedVersion() throws Exception {
        create("e", ExecutionStatus.RUNNING);
        ConditionFailed stale = catchThrowableOfType(
                ConditionFailed.class,
                () -> space.executions().change("e", ExecutionPatch.status(ExecutionStatus.COMPLETED), 1L));
        assertThat(List.of(stale.expected(), stale.actual())).containsExactly(1L, 2L);
        Position before = store().feed(ws()).head();
        ExecutionPatch same = new ExecutionPatch(null, null, null, "build", List.of(), null, null);
        assertThat(space.executions().change("e", same, 2L).revision()).isZero();
        assertThat(settled(before)).isEmpty();
        assertThat(get("e").version()).isEqualTo(2);
    }

    @Test
    @Clause("EXEC-5")
    @DisplayName("secrets of the environment and passwords in URLs are masked before they reach the store"
            + " (weakness 17: secrets in responses)")
    void secrets() {
        Map<String, String> environment = new LinkedHashMap<>();
        environment.put("DB_PASSWORD", "hunter2");
        environment.put("api_token", "hunter2");
        environment.put("AWS_SECRET_ACCESS_KEY", "hunter2");
        environment.put("DATABASE_URL", "postgres://ada:hunter2@db:5432/x");
        environment.put("PATH", "/bin");
        environment.put("EMPTY_TOKEN", "");
        space.executions().create(new NewExecution("e", "n", null, null, environment, null, null, null, null, null));
        Execution stored = get("e");
        assertThat(stored.toString()).doesNotContain("hunter2");
        assertThat(stored.environment())
                .containsEntry("PATH", "/bin")
                .containsEntry("DB_PASSWORD", "***")
                .containsEntry("EMPTY_TOKEN", "");
        assertThat(stored.environment().get("DATABASE_URL"))
                .startsWith("postgres://ada:")
                .endsWith("@db:5432/x");
        assertThat(new ArrayList<>(stored.environment().keySet())).containsExactlyElementsOf(environment.keySet());
    }

    @Test
    @Clause("EXEC-7")
    @Clause("LEASE-1")
    @DisplayName("an execution whose recorder fell silent is closed as failed and lost, with its open steps"
            + " (weakness 7: running executions stay pending for ever after a crash)")
    void lostRecorder() {
        for (String id : List.of("silent", "alive", "none", "over")) {
            space.executions().create(NewExecution.named("n").withId(id));
            space.executions().start(id);
        }
        space.steps().create(NewStep.running("silent", "compile"));
        for (String id : List.of("silent", "alive", "over")) {
            space.executions().heartbeat(id, Duration.ofSeconds(30));
        }
        space.executions().finish("over", 0);
        assertThat(space.reconciler().closeLost()).isZero();
        subject.clock().advance(Duration.ofSeconds(20));
        space.executions().heartbeat("alive", Duration.ofSeconds(30));
        subject.clock().advance(Duration.ofSeconds(15));
        assertThat(space.reconciler().closeLost()).isEqualTo(1);
        assertThat(space.reconciler().closeLost()).isZero();
        Execution silent = get("silent");
        assertThat(silent.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(silent.lost()).isTrue();
        assertThat(silent.error()).isEqualTo(Reconciler.REASON);
        assertThat(silent.completedAt()).isNotNull();
        assertThat(space.steps().get("silent", 0).status()).isEqualTo(StepStatus.FAILED);
        assertThat(get("alive").status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(get("none").status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(get("over").status()).isEqualTo(ExecutionStatus.COMPLETED);
    }

    @Test
    @Clause("EXEC-7")
    @DisplayName(
            "a recorder that comes back resumes its lost execution by a heartbeat, or finishes it, also at once with"
                    + " the reconciler")
    void recorderComesBack() throws Exception {
        for (String id : List.of("resumes", "finishes")) {
            space.executions().create(NewExecution.named("n").withId(id));
            space.executions().start(id);
            space.executions().heartbeat(id, Duration.ofSeconds(1));
        }
        subject.clock().advance(Duration.ofSeconds(5));
        assertThat(space.reconciler().closeLost()).isEqualTo(2);
        Execution resumed = space.executions().heartbeat("resumes", Duration.ofSeconds(60));
        assertThat(resumed.status()).isEqualTo(ExecutionStatus.RUNNING);
        assertThat(resumed.lost()).isFalse();
        assertThat(resumed.error()).isNull();
        assertThat(resumed.completedAt()).isNull();
        Execution finished = space.executions().finish("finishes", 0);
        assertThat(finished.status()).isEqualTo(ExecutionStatus.COMPLETED);
        assertThat(finished.lost()).isFalse();
        assertThat(finished.error()).isNull();
        assertThat(catchThrowableOfType(
                                IllegalTransition.class,
                                () -> space.executions().fail("finishes", "no"))
                        .from())
                .isEqualTo("completed");
        subject.clock().advance(Duration.ofMinutes(2));
        Callable<Execution> finish = () -> space.executions().finish("resumes", 0);
        Callable<Execution> close = () -> {
            space.reconciler().closeLost();
            return finished;
        };
        Race.run(List.of(finish, close));
        assertThat(get("resumes").status()).isEqualTo(ExecutionStatus.COMPLETED);
    }

    @Test
    @Clause("EXEC-9")
    @Clause("FEED-1")
    @DisplayName("finishing an execution closes its open steps in the same transaction"
            + " (weakness 2: last steps stay running, completed_steps not incremented)")
    void finishClosesSteps() throws Exception {
        for (ExecutionStatus end :
                EnumSet.of(ExecutionStatus.COMPLETED, ExecutionStatus.FAILED, ExecutionStatus.CANCELLED)) {
            String id = "e-" + end;
            create(id, ExecutionStatus.RUNNING);
            space.steps().create(NewStep.running(id, "done"));
            space.steps().change(id, 0, StepPatch.status(StepStatus.COMPLETED), null);
            space.steps().create(NewStep.running(id, "open"));
            space.steps().create(new NewStep(id, null, "never begun", null, null, true, null, null, null));
            Position before = store().feed(ws()).head();
            Execution ended = space.executions()
                    .change(id, ExecutionPatch.status(end), null)
                    .value();
            List<Step> steps = subject.read(view -> view.steps().list(id, -1, 10));
            StepStatus open = end == ExecutionStatus.COMPLETED ? StepStatus.COMPLETED : StepStatus.FAILED;
            assertThat(steps).extracting(Step::status).containsExactly(StepStatus.COMPLETED, open, StepStatus.SKIPPED);
            assertThat(steps).allSatisfy(step -> assertThat(step.completedAt()).isNotNull());
            assertThat(ended.totalSteps()).isEqualTo(3);
            assertThat(ended.completedSteps()).isEqualTo(end == ExecutionStatus.COMPLETED ? 2 : 1);
            assertThat(get(id)).isEqualTo(ended);
            List<Change> changes = settled(before);
            assertThat(changes.stream().map(Change::revision).distinct()).hasSize(1);
            assertThat(changes).hasSize(3);
        }
    }

    @Test
    @Clause("BATCH-1")
    @Clause("ERR-1")
    @DisplayName("creating several executions is all or nothing; a taken id says which")
    void createAll() {
        create("taken", ExecutionStatus.PENDING);
        AlreadyExists refused = catchThrowableOfType(
                AlreadyExists.class,
                () -> space.executions()
                        .createAll(List.of(
                                NewExecution.named("n").withId("a"),
                                NewExecution.named("n").withId("taken"),
                                NewExecution.named("n").withId("b"))));
        assertThat(List.of(refused.kind(), refused.id())).containsExactly("execution", "taken");
        assertThat(ids()).containsExactly("taken");
        assertThat(space.executions()
                        .createAll(List.of(NewExecution.named("n"), NewExecution.named("n")))
                        .value())
                .extracting(Execution::status)
                .containsExactly(ExecutionStatus.PENDING, ExecutionStatus.PENDING);
        assertThat(space.executions().statistics(ExecutionFilter.ALL).total()).isEqualTo(3);
    }
}
