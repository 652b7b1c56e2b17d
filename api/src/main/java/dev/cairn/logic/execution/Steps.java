package dev.cairn.logic.execution;

import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.Cursors;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.Pages;
import dev.cairn.logic.Scope;
import dev.cairn.model.Page;
import dev.cairn.model.Step;
import dev.cairn.store.Committed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The steps of the executions of one workspace. */
public final class Steps {
    private final Scope scope;

    public Steps(Scope scope) {
        this.scope = scope;
    }

    /**
     * @throws dev.cairn.error.NotFound kind "execution"
     * @throws dev.cairn.error.AlreadyExists when the index is taken (STEP-1)
     * @throws dev.cairn.error.IllegalTransition when the execution is over
     */
    public Committed<Step> create(NewStep input) {
        return scope.write("steps.create", StepWrites.create(scope, input));
    }

    /** @throws dev.cairn.error.NotFound kind "step" */
    public Step get(String executionId, int index) {
        return scope.store().read(scope.workspace(), "steps.get", view -> StepWrites.require(view, executionId, index));
    }

    /**
     * By index.
     *
     * @throws dev.cairn.error.NotFound kind "execution"
     */
    public Page<Step> list(String executionId, PageRequest request) {
        int after = Cursors.index(request.cursor());
        return scope.store().read(scope.workspace(), "steps.list", view -> {
            int total = ExecutionWrites.require(view, executionId).totalSteps();
            List<Step> found = view.steps().list(executionId, after, request.limit() + 1);
            boolean counted = request.total() != PageRequest.TotalMode.NONE;
            return Pages.cut(
                    found,
                    request.limit(),
                    step -> Cursors.of(Integer.toString(step.index())),
                    counted ? new Page.Total(total, true) : null);
        });
    }

    /**
     * @param expectedVersion null: whatever it is
     * @throws dev.cairn.error.ConditionFailed with the actual version
     * @throws dev.cairn.error.IllegalTransition when the status may not follow the present one
     */
    public Committed<Step> change(String executionId, int index, StepPatch patch, @Nullable Long expectedVersion) {
        if (index < 0) {
            throw new InvalidArgument("index", "must not be negative");
        }
        return scope.write("steps.change", StepWrites.change(scope, executionId, index, patch, expectedVersion));
    }
}
