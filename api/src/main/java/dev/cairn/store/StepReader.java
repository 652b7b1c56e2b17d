package dev.cairn.store;

import dev.cairn.model.Step;
import java.util.List;
import java.util.Optional;

/** Steps of the executions of one workspace, read. */
public interface StepReader {
    Optional<Step> find(String executionId, int index);

    /** Steps with an index greater than {@code afterIndex}, ascending; -1 from the first. Empty for an unknown execution. */
    List<Step> list(String executionId, int afterIndex, int limit);
}
