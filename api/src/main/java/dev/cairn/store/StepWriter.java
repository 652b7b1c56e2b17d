package dev.cairn.store;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.model.Step;

/** Steps of the executions of one workspace, written. */
public interface StepWriter extends StepReader {
    /**
     * @throws NotFound kind "execution" when the step's execution does not exist
     * @throws AlreadyExists kind "step" when its index is taken (STEP-1)
     */
    void insert(Step step);

    /**
     * Replaces the stored step where its version is {@code expectedVersion}.
     *
     * @param step carries the new version, {@code expectedVersion + 1}
     * @throws NotFound kind "step"
     * @throws ConditionFailed with the actual version
     */
    void update(Step step, long expectedVersion);
}
