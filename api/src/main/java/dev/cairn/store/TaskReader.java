package dev.cairn.store;

import dev.cairn.model.PageKey;
import dev.cairn.model.Task;
import dev.cairn.model.TaskCounts;
import dev.cairn.model.TaskFilter;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tasks of one workspace, read. */
public interface TaskReader {
    Optional<Task> find(String id);

    /** Those that are there, in no order. */
    List<Task> findAll(Collection<String> ids);

    /** Ids by their idempotency keys, where a task has it (TASK-3). */
    Map<String, String> keyed(Collection<String> keys);

    /**
     * Newest first, by creation and then id, both descending (PAGE-1).
     *
     * @param after strictly beyond this place; null from the newest
     */
    List<Task> page(TaskFilter filter, @Nullable PageKey after, int limit);

    /** @param parent only its children; null: all */
    TaskCounts counts(@Nullable String parent);
}
