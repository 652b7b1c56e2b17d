package dev.cairn.store;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.model.Task;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/** Tasks of one workspace, written. */
public interface TaskWriter extends TaskReader {
    /** @throws AlreadyExists kind "task" when an id is taken, or kind "task key" when an idempotency key is */
    void insert(List<Task> tasks);

    /**
     * Replaces the states of tasks whose stored version is one less than the given one's.
     *
     * @param tasks carry their new version; the specs are as stored; no id stands twice
     * @throws NotFound kind "task"
     * @throws ConditionFailed kind "task" with the actual version
     */
    void update(List<Task> tasks);

    /**
     * Extends the lease of a running task. Moves neither version nor feed (TASK-5).
     *
     * @throws NotFound kind "task"
     * @throws ConditionFailed kind "lease" with the actual token, when that is another or the task does not run
     */
    void extend(String id, long token, Instant leaseEnds);

    /** Removes them, with what says that they wait for others or others for them. Unknown ones are passed over. */
    void delete(Collection<String> ids);
}
