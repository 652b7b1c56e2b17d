package dev.cairn.store;

import dev.cairn.model.Task;
import dev.cairn.model.TaskStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tasks of one workspace in the orders of {@link Task#place()}, and then id. */
public interface TaskQueue {
    /**
     * Whose turn it is, first the first (TASK-7).
     *
     * @param type null: any
     */
    List<Task> ready(@Nullable String type, int limit);

    /**
     * Those that time or an earlier transaction left something to do about: pending ones whose time has come, running ones
     * whose lease has ended, unfinished ones whose deadline has passed, finished ones that are settling. Each once, in no
     * order.
     *
     * @param now at or before it counts as come, ended, passed
     * @param limit of each of these
     */
    List<Task> due(Instant now, int limit);

    /** Ids of those that reached a terminal status at or before this time and are not settling, longest ago first. */
    List<String> finished(TaskStatus status, Instant before, int limit);

    long countFinished(TaskStatus status, Instant before);
}
