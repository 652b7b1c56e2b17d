package dev.cairn.logic.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.cairn.error.IllegalTransition;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionStatus;
import java.time.Instant;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The whole transition table, from every status to every status, lost or not. */
class ExecutionRulesTest {
    private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    private static final Map<ExecutionStatus, Set<ExecutionStatus>> LEGAL = new EnumMap<>(Map.of(
            ExecutionStatus.PENDING,
            EnumSet.of(ExecutionStatus.RUNNING, ExecutionStatus.FAILED, ExecutionStatus.CANCELLED),
            ExecutionStatus.RUNNING,
            EnumSet.of(ExecutionStatus.COMPLETED, ExecutionStatus.FAILED, ExecutionStatus.CANCELLED),
            ExecutionStatus.COMPLETED,
            EnumSet.noneOf(ExecutionStatus.class),
            ExecutionStatus.FAILED,
            EnumSet.noneOf(ExecutionStatus.class),
            ExecutionStatus.CANCELLED,
            EnumSet.noneOf(ExecutionStatus.class)));

    @ParameterizedTest
    @EnumSource
    void onlyLegalTransitionsAreMade(ExecutionStatus from) {
        Execution present = in(from);
        for (ExecutionStatus to : ExecutionStatus.values()) {
            if (LEGAL.get(from).contains(to)) {
                Execution next = ExecutionRules.patched(present, ExecutionPatch.status(to), NOW);
                assertThat(next.status()).isEqualTo(to);
                assertThat(next.version()).isEqualTo(present.version() + 1);
                assertThat(next.completedAt() != null).isEqualTo(to.terminal());
            } else {
                assertThatExceptionOfType(IllegalTransition.class)
                        .isThrownBy(() -> ExecutionRules.patched(present, ExecutionPatch.status(to), NOW))
                        .satisfies(
                                e -> assertThat(e.from()).isEqualTo(from.name().toLowerCase(java.util.Locale.ROOT)));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PENDING")
    void aLostExecutionMayGoAnywhereButBackToPending(ExecutionStatus to) {
        Execution lost = ExecutionRules.lost(in(ExecutionStatus.RUNNING), "gone", NOW);
        assertThat(lost.lost()).isTrue();
        Execution next = ExecutionRules.patched(lost, ExecutionPatch.status(to), NOW);
        assertThat(next.status()).isEqualTo(to);
        assertThat(next.lost()).isFalse();
        assertThat(next.error()).isNull();
    }

    @Test
    void aRunNeverEndsBeforeItStarts() {
        ExecutionPatch early =
                new ExecutionPatch(ExecutionStatus.COMPLETED, 0, null, null, null, null, NOW.minusSeconds(60));
        Execution next = ExecutionRules.patched(in(ExecutionStatus.RUNNING), early, NOW);
        assertThat(next.completedAt()).isEqualTo(next.startedAt());
    }

    @Test
    void aPatchThatChangesNothingKeepsTheVersion() {
        Execution present = in(ExecutionStatus.RUNNING);
        ExecutionPatch same = new ExecutionPatch(null, null, null, present.name(), null, null, null);
        assertThat(ExecutionRules.patched(present, same, NOW)).isEqualTo(present);
    }

    @Test
    void partsThatDoNotGoTogetherAreRefusedByName() {
        refused("exitCode", ExecutionPatch.status(ExecutionStatus.COMPLETED, 1, null));
        refused("exitCode", ExecutionPatch.status(ExecutionStatus.RUNNING, 0, null));
        refused("error", ExecutionPatch.status(ExecutionStatus.COMPLETED, 0, "no"));
        refused("at", new ExecutionPatch(null, null, null, "x", null, null, NOW));
        refused("name", new ExecutionPatch(null, null, null, "", null, null, null));
        refused("error", ExecutionPatch.status(ExecutionStatus.FAILED, null, "nul \0"));
        refused("error", ExecutionPatch.status(ExecutionStatus.FAILED, null, "half \uD800"));
    }

    private static void refused(String field, ExecutionPatch patch) {
        assertThatExceptionOfType(InvalidArgument.class)
                .isThrownBy(() -> ExecutionRules.check(patch))
                .satisfies(e -> assertThat(e.field()).isEqualTo(field));
    }

    @Test
    void anExecutionNeedsANameOrACommand() {
        assertThatExceptionOfType(InvalidArgument.class)
                .isThrownBy(() -> ExecutionRules.created(NewExecution.named(""), "a", NOW))
                .satisfies(e -> assertThat(e.field()).isEqualTo("name"));
        assertThatExceptionOfType(LimitExceeded.class)
                .isThrownBy(() -> ExecutionRules.created(NewExecution.named("x".repeat(1025)), "a", NOW));
    }

    private static Execution in(ExecutionStatus status) {
        Execution pending = ExecutionRules.created(NewExecution.named("build"), "a", NOW);
        if (status == ExecutionStatus.PENDING) {
            return pending;
        }
        Execution running = ExecutionRules.patched(pending, ExecutionPatch.status(ExecutionStatus.RUNNING), NOW);
        return status == ExecutionStatus.RUNNING
                ? running
                : ExecutionRules.patched(running, ExecutionPatch.status(status), NOW);
    }
}
