package dev.cairn.conformance.mutant;

import dev.cairn.model.PageKey;
import dev.cairn.model.Task;
import dev.cairn.model.TaskFilter;
import dev.cairn.model.TaskState;
import dev.cairn.model.TaskStatus;
import dev.cairn.store.DependencyReader;
import dev.cairn.store.TaskQueue;
import dev.cairn.store.TaskReader;
import dev.cairn.store.View;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Defects in the roles of tasks. */
final class TaskMutants {
    private TaskMutants() {}

    static final List<Mutant> ALL = List.of(
            tasks("double-dispatch", "TASK-5", "what was claimed stays ready", TaskMutants::keepsReady),
            tasks("stale-fencing-token", "TASK-5", "a heartbeat of any token counts", TaskMutants::extendsAnyway),
            tasks("resurrected-task", "TASK-6", "what was cancelled comes to life again", TaskMutants::revives),
            tasks("task-filter-after-limit", "TASK-8", "the condition is looked at after the limit", TaskMutants::late),
            dependencies("stuck-dependent", "TASK-6", "only one of those that wait is told", TaskMutants::tellsOne),
            dependencies("half-cascade", "TASK-6", "whoever waits for what waits is forgotten", TaskMutants::tellsNext),
            queue("starving-queue", "TASK-7", "claims go by priority alone", TaskMutants::starves),
            queue("lease-for-ever", "TASK-5", "a lease that ended is not found", TaskMutants::leasesForEver));

    private static Mutant tasks(
            String name, String clause, String defect, Function<TaskReader, ForwardingTaskRoles.Tasks> plant) {
        return mutant(name, clause, defect, view -> new ForwardingTransaction(view) {
            @Override
            public ForwardingTaskRoles.Tasks tasks() {
                return plant.apply(view.tasks());
            }
        });
    }

    private static Mutant queue(
            String name, String clause, String defect, Function<TaskQueue, ForwardingTaskRoles.Queue> plant) {
        return mutant(name, clause, defect, view -> new ForwardingTransaction(view) {
            @Override
            public ForwardingTaskRoles.Queue queue() {
                return plant.apply(view.queue());
            }
        });
    }

    private static Mutant dependencies(
            String name,
            String clause,
            String defect,
            Function<DependencyReader, ForwardingTaskRoles.Dependencies> plant) {
        return mutant(name, clause, defect, view -> new ForwardingTransaction(view) {
            @Override
            public ForwardingTaskRoles.Dependencies dependencies() {
                return plant.apply(view.dependencies());
            }
        });
    }

    private static Mutant mutant(
            String name, String clause, String defect, Function<View, ForwardingTransaction> roles) {
        return new Mutant(name, clause, defect, Plants.roles(roles));
    }

    private static ForwardingTaskRoles.Tasks keepsReady(TaskReader right) {
        return new ForwardingTaskRoles.Tasks(right) {
            @Override
            public void update(List<Task> tasks) {
                super.update(tasks.stream()
                        .filter(task -> task.status() != TaskStatus.RUNNING)
                        .toList());
            }
        };
    }

    private static ForwardingTaskRoles.Tasks extendsAnyway(TaskReader right) {
        return new ForwardingTaskRoles.Tasks(right) {
            @Override
            public void extend(String id, long token, Instant leaseEnds) {
                super.extend(id, find(id).map(task -> task.state().token()).orElse(token), leaseEnds);
            }
        };
    }

    private static ForwardingTaskRoles.Tasks revives(TaskReader right) {
        return new ForwardingTaskRoles.Tasks(right) {
            @Override
            public void update(List<Task> tasks) {
                super.update(tasks.stream().map(TaskMutants::alive).toList());
            }
        };
    }

    private static Task alive(Task task) {
        TaskState s = task.state();
        return s.status() != TaskStatus.CANCELLED
                ? task
                : new Task(
                        task.id(),
                        task.spec(),
                        new TaskState(
                                TaskStatus.READY,
                                s.attempts(),
                                0,
                                null,
                                s.updatedAt(),
                                s.startedAt(),
                                null,
                                s.updatedAt(),
                                s.token(),
                                s.worker(),
                                null,
                                null,
                                null,
                                false),
                        task.version());
    }

    private static ForwardingTaskRoles.Tasks late(TaskReader right) {
        return new ForwardingTaskRoles.Tasks(right) {
            @Override
            public List<Task> page(TaskFilter filter, @Nullable PageKey after, int limit) {
                return super.page(TaskFilter.ALL, after, limit).stream()
                        .filter(filter::matches)
                        .toList();
            }
        };
    }

    private static ForwardingTaskRoles.Dependencies tellsOne(DependencyReader right) {
        return new ForwardingTaskRoles.Dependencies(right) {
            @Override
            public List<Task> waiting(String prerequisite, int limit) {
                return super.waiting(prerequisite, 1);
            }
        };
    }

    private static ForwardingTaskRoles.Dependencies tellsNext(DependencyReader right) {
        return new ForwardingTaskRoles.Dependencies(right) {
            @Override
            public List<Task> behind(Collection<String> prerequisites, int limit) {
                return prerequisites.stream()
                        .flatMap(prerequisite -> super.waiting(prerequisite, limit).stream())
                        .distinct()
                        .toList();
            }
        };
    }

    private static ForwardingTaskRoles.Queue starves(TaskQueue right) {
        return new ForwardingTaskRoles.Queue(right) {
            @Override
            public List<Task> ready(@Nullable String type, int limit) {
                return super.ready(type, 10_000).stream()
                        .sorted(Comparator.comparingInt(
                                        (Task task) -> -task.spec().priority())
                                .thenComparing(task -> task.spec().createdAt()))
                        .limit(limit)
                        .toList();
            }
        };
    }

    private static ForwardingTaskRoles.Queue leasesForEver(TaskQueue right) {
        return new ForwardingTaskRoles.Queue(right) {
            @Override
            public List<Task> due(Instant now, int limit) {
                return super.due(now, limit).stream()
                        .filter(task -> task.status() != TaskStatus.RUNNING)
                        .toList();
            }
        };
    }
}
