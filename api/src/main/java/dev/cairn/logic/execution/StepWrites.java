package dev.cairn.logic.execution;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.IllegalTransition;
import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.logic.Limits;
import dev.cairn.logic.Prepared;
import dev.cairn.logic.Scope;
import dev.cairn.model.Execution;
import dev.cairn.model.Step;
import dev.cairn.model.StepStatus;
import dev.cairn.model.Wire;
import dev.cairn.store.Transaction;
import dev.cairn.store.View;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes to steps, prepared for any transaction. They keep the execution's totals right (STEP-2). */
final class StepWrites {
    private static final int PAGE = 500;

    private StepWrites() {}

    static Step require(View view, String executionId, int index) {
        return view.steps().find(executionId, index).orElseThrow(() -> new NotFound("step", executionId + "/" + index));
    }

    static Prepared<Step> create(Scope scope, NewStep input) {
        Step first = StepRules.created(
                input, input.index() == null ? 0 : StepRules.index("index", input.index()), scope.now());
        return tx -> {
            Execution execution = ExecutionWrites.require(tx, input.executionId());
            if (!ExecutionRules.open(execution)) {
                throw new IllegalTransition("execution", execution.id(), Wire.name(execution.status()), "running");
            }
            if (execution.totalSteps() >= Limits.STEPS) {
                throw new LimitExceeded("steps", Limits.STEPS, execution.totalSteps() + 1L);
            }
            Step step = input.index() == null ? at(first, freeIndex(tx, execution)) : first;
            tx.steps().insert(step);
            int current = step.status() == StepStatus.RUNNING ? step.index() : execution.currentStep();
            tx.executions()
                    .update(
                            execution.withSteps(execution.totalSteps() + 1, execution.completedSteps(), current),
                            execution.version());
            return step;
        };
    }

    private static Step at(Step s, int index) {
        return new Step(
                s.executionId(),
                index,
                s.name(),
                s.description(),
                s.status(),
                s.exitCode(),
                s.error(),
                s.stopOnError(),
                s.estimated(),
                s.createdAt(),
                s.startedAt(),
                s.completedAt(),
                s.metadata(),
                s.lost(),
                s.version());
    }

    /** Indexes are dense unless callers chose them, so the number of steps is nearly always free. */
    private static int freeIndex(Transaction tx, Execution execution) {
        int last = execution.totalSteps() - 1;
        List<Step> beyond = tx.steps().list(execution.id(), last, PAGE);
        while (!beyond.isEmpty()) {
            last = beyond.getLast().index();
            beyond = tx.steps().list(execution.id(), last, PAGE);
        }
        if (last + 1 >= Limits.STEPS) {
            throw new AlreadyExists("step", execution.id() + "/" + last);
        }
        return last + 1;
    }

    static Prepared<Step> change(
            Scope scope, String executionId, int index, StepPatch patch, @Nullable Long expectedVersion) {
        StepRules.check(patch);
        Instant now = scope.now();
        return tx -> {
            Step present = require(tx, executionId, index);
            if (expectedVersion != null && expectedVersion != present.version()) {
                throw new ConditionFailed("step", StepRules.name(present), expectedVersion, present.version());
            }
            Step next = StepRules.patched(present, patch, now);
            if (next.version() == present.version()) {
                return present;
            }
            tx.steps().update(next, present.version());
            count(tx, present, next);
            return next;
        };
    }

    private static void count(Transaction tx, Step present, Step next) {
        Execution execution = ExecutionWrites.require(tx, next.executionId());
        int completed = execution.completedSteps()
                + (next.status() == StepStatus.COMPLETED ? 1 : 0)
                - (present.status() == StepStatus.COMPLETED ? 1 : 0);
        boolean started = next.status() == StepStatus.RUNNING && present.status() != StepStatus.RUNNING;
        int current = started ? next.index() : execution.currentStep();
        if (completed != execution.completedSteps() || current != execution.currentStep()) {
            tx.executions()
                    .update(execution.withSteps(execution.totalSteps(), completed, current), execution.version());
        }
    }

    /** Closes every open step of an execution that ends; returns how many more are completed now. */
    static int closeOpen(Transaction tx, Execution execution, Instant at, boolean lost) {
        if (execution.totalSteps() == 0) {
            return 0;
        }
        int completed = 0;
        List<Step> page = tx.steps().list(execution.id(), -1, PAGE);
        while (!page.isEmpty()) {
            for (Step step : page) {
                if (StepRules.open(step)) {
                    Step closed = StepRules.closed(step, execution.status(), execution.error(), at, lost);
                    tx.steps().update(closed, step.version());
                    completed += closed.status() == StepStatus.COMPLETED ? 1 : 0;
                }
            }
            page = tx.steps().list(execution.id(), page.getLast().index(), PAGE);
        }
        return completed;
    }
}
