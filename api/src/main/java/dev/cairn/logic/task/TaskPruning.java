package dev.cairn.logic.task;

import dev.cairn.error.IllegalTransition;
import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Scope;
import dev.cairn.model.Task;
import dev.cairn.model.TaskStatus;
import dev.cairn.model.Wire;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Removes tasks that are over, in batches (TASK-9). Whoever waited for one was told when it ended, so that nobody is left
 * waiting for something that is gone.
 */
public final class TaskPruning {
    private static final int BATCH = 200;

    private final Scope scope;

    TaskPruning(Scope scope) {
        this.scope = scope;
    }

    /**
     * Which tasks to remove.
     *
     * @param olderThan over for at least so long
     * @param statuses terminal ones; at least one
     * @param dryRun count only
     */
    public record Policy(Duration olderThan, Set<TaskStatus> statuses, boolean dryRun) {
        public Policy {
            Inputs.duration("olderThan", olderThan);
            statuses = Set.copyOf(statuses);
            if (statuses.isEmpty()) {
                throw new InvalidArgument("statuses", "must not be empty");
            }
            if (!statuses.stream().allMatch(TaskStatus::terminal)) {
                throw new InvalidArgument("statuses", "may hold only completed, failed and cancelled");
            }
        }
    }

    /** How many tasks were removed, or would be, per status. */
    public record Pruned(boolean dryRun, Map<TaskStatus, Long> tasks) {
        public Pruned {
            tasks = Map.copyOf(tasks);
        }

        public long total() {
            return tasks.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    public Pruned prune(Policy policy) {
        Instant before = scope.now().minus(policy.olderThan());
        Map<TaskStatus, Long> pruned = new EnumMap<>(TaskStatus.class);
        for (TaskStatus status : policy.statuses()) {
            pruned.put(status, policy.dryRun() ? count(status, before) : delete(status, before));
        }
        return new Pruned(policy.dryRun(), pruned);
    }

    private long count(TaskStatus status, Instant before) {
        return scope.store()
                .read(scope.workspace(), "tasks.prunable", view -> view.queue().countFinished(status, before));
    }

    private long delete(TaskStatus status, Instant before) {
        long deleted = 0;
        int batch;
        do {
            batch = scope.write("tasks.prune", tx -> {
                        List<String> found = tx.queue().finished(status, before, BATCH);
                        tx.tasks().delete(found);
                        return found.size();
                    })
                    .value();
            deleted += batch;
        } while (batch == BATCH);
        return deleted;
    }

    /**
     * Removes one.
     *
     * @throws dev.cairn.error.NotFound kind "task"
     * @throws IllegalTransition when it is not over, or still being told to those that waited for it
     */
    public void delete(String id) {
        scope.write("tasks.delete", tx -> {
            Task task = TaskWrites.require(tx, id);
            if (!task.status().terminal() || task.state().settling()) {
                throw new IllegalTransition("task", id, Wire.name(task.status()), "deleted");
            }
            tx.tasks().delete(List.of(id));
            return true;
        });
    }
}
