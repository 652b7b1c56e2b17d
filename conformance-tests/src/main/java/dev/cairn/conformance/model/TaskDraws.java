package dev.cairn.conformance.model;

import dev.cairn.model.JsonObject;
import dev.cairn.model.TaskFilter;
import dev.cairn.model.TaskSpec;
import dev.cairn.model.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Random operations on tasks. */
final class TaskDraws {
    private static final List<TaskStatus> ENDS = List.of(
            TaskStatus.COMPLETED, TaskStatus.COMPLETED, TaskStatus.COMPLETED, TaskStatus.FAILED, TaskStatus.CANCELLED);

    private final Dice dice;

    TaskDraws(Dice dice) {
        this.dice = dice;
    }

    private String id() {
        return dice.pick(Pools.TASK_IDS);
    }

    private String type() {
        return dice.pick(Pools.NAMES);
    }

    private TaskSpec spec() {
        return new TaskSpec(
                type(),
                dice.pick(Pools.NAMES),
                dice.seldom(() -> dice.pick(Pools.NAMES)),
                dice.seldom(() -> dice.pick(Pools.SESSION_IDS)),
                dice.maybe(this::id),
                dice.below(10),
                JsonObject.of(Map.of("text", dice.pick(Pools.TEXTS))),
                1 + dice.below(3),
                Duration.ofMillis(dice.below(3)),
                dice.seldom(dice::time),
                dice.seldom(dice::time),
                dice.time());
    }

    TaskCommands.Enqueue enqueue() {
        return new TaskCommands.Enqueue(id(), spec(), dice.coin() ? List.of() : dice.some(Pools.TASK_IDS));
    }

    Command command() {
        int kind = dice.below(100);
        if (kind < 35) {
            return enqueue();
        }
        if (kind < 53) {
            return new TaskCommands.Claim(dice.seldom(this::type), dice.limit(), dice.time());
        }
        if (kind < 75) {
            return new TaskCommands.End(id(), dice.pick(ENDS), dice.time());
        }
        if (kind < 82) {
            return new TaskCommands.Retry(id(), dice.time(), dice.stale());
        }
        if (kind < 88) {
            return new TaskCommands.Promote(dice.time());
        }
        return kind < 94
                ? new TaskCommands.Extend(id(), dice.stale(), dice.time())
                : new TaskCommands.Prune(dice.pick(ENDS), dice.time());
    }

    Operation.Query query() {
        return switch (dice.below(12)) {
            case 0 -> new TaskQueries.Find(id());
            case 1 -> new TaskQueries.FindAll(dice.some(Pools.TASK_IDS));
            case 2 -> new TaskQueries.Keyed(dice.some(Pools.NAMES));
            case 3 -> new TaskQueries.Counts(dice.maybe(this::id));
            case 4 -> new TaskQueries.Ready(dice.maybe(this::type), dice.limit());
            case 5 -> new TaskQueries.Due(dice.time());
            case 6 -> new TaskQueries.Finished(dice.pick(ENDS), dice.time(), dice.limit());
            case 7 -> new TaskQueries.DependenciesOf(dice.some(Pools.TASK_IDS));
            case 8 -> new TaskQueries.Waiting(id());
            case 9 -> new TaskQueries.Around(dice.some(Pools.TASK_IDS));
            default ->
                new TaskQueries.Page(
                        new TaskFilter(
                                dice.seldom(() -> dice.pick(List.of(TaskStatus.values()))),
                                dice.seldom(this::type),
                                dice.seldom(() -> dice.pick(Pools.SESSION_IDS)),
                                dice.seldom(this::id)),
                        dice.maybe(() -> dice.key(Pools.TASK_IDS)),
                        dice.limit());
        };
    }
}
