package dev.cairn.conformance.model;

import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.error.StoreException;
import dev.cairn.model.EntityKind;
import dev.cairn.model.PageKey;
import dev.cairn.model.Task;
import dev.cairn.model.TaskCounts;
import dev.cairn.model.TaskFilter;
import dev.cairn.model.TaskState;
import dev.cairn.model.TaskStatus;
import dev.cairn.store.TaskQueue;
import dev.cairn.store.TaskWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Tasks of the reference model. */
final class ModelTasks implements TaskWriter, TaskQueue {
    private static final Comparator<PageKey> OLDEST =
            Comparator.comparing(PageKey::time).thenComparing(PageKey::id);
    private static final Comparator<Task> TURN =
            Comparator.comparingLong(Task::place).thenComparing(Task::id);

    private final ReferenceModel model;

    ModelTasks(ReferenceModel model) {
        this.model = model;
    }

    @Override
    public Optional<Task> find(String id) {
        return Optional.ofNullable(model.tasks.get(id));
    }

    private Task require(String id) {
        return find(id).orElseThrow(() -> new NotFound("task", id));
    }

    @Override
    public List<Task> findAll(Collection<String> ids) {
        return model.tasks.values().stream()
                .filter(task -> ids.contains(task.id()))
                .toList();
    }

    @Override
    public Map<String, String> keyed(Collection<String> keys) {
        Map<String, String> known = new HashMap<>();
        for (Task task : model.tasks.values()) {
            String key = task.spec().key();
            if (key != null && keys.contains(key)) {
                known.put(key, task.id());
            }
        }
        return known;
    }

    @Override
    public List<Task> page(TaskFilter filter, @Nullable PageKey after, int limit) {
        return model.tasks.values().stream()
                .filter(filter::matches)
                .filter(task -> after == null || OLDEST.compare(key(task), after) < 0)
                .sorted(Comparator.comparing(ModelTasks::key, OLDEST).reversed())
                .limit(limit)
                .toList();
    }

    private static PageKey key(Task task) {
        return new PageKey(task.spec().createdAt(), task.id());
    }

    @Override
    public TaskCounts counts(@Nullable String parent) {
        return new TaskCounts(model.tasks.values().stream()
                .filter(task -> parent == null || parent.equals(task.spec().parent()))
                .collect(Collectors.groupingBy(Task::status, Collectors.counting())));
    }

    @Override
    public void insert(List<Task> tasks) {
        List<StoreException> wrong = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        Set<String> keys = new HashSet<>();
        for (Task task : tasks) {
            if (!ids.add(task.id()) || model.tasks.containsKey(task.id())) {
                wrong.add(ReferenceModel.taken("task", task.id()));
            }
            String key = task.spec().key();
            if (key != null && (!keys.add(key) || !keyed(List.of(key)).isEmpty())) {
                wrong.add(ReferenceModel.taken("task key", key));
            }
        }
        ReferenceModel.refuse(wrong);
        tasks.forEach(this::put);
    }

    private void put(Task task) {
        model.tasks.put(task.id(), task);
        model.put(EntityKind.TASK, task.id(), task.id(), task.version());
    }

    @Override
    public void update(List<Task> tasks) {
        List<StoreException> wrong = new ArrayList<>();
        for (Task task : tasks) {
            Optional<Task> stored = find(task.id());
            if (stored.isEmpty()) {
                wrong.add(new NotFound("task", task.id()));
            } else if (stored.get().version() != task.version() - 1) {
                wrong.add(new ConditionFailed(
                        "task", task.id(), task.version() - 1, stored.get().version()));
            }
        }
        ReferenceModel.refuse(wrong);
        tasks.forEach(this::put);
    }

    @Override
    public void extend(String id, long token, Instant leaseEnds) {
        Task task = require(id);
        TaskState s = task.state();
        if (s.token() != token || s.status() != TaskStatus.RUNNING) {
            throw new ConditionFailed("lease", id, token, s.token());
        }
        TaskState next = new TaskState(
                s.status(),
                s.attempts(),
                s.unresolved(),
                s.dueAt(),
                s.readyAt(),
                s.startedAt(),
                s.finishedAt(),
                s.updatedAt(),
                token,
                s.worker(),
                leaseEnds,
                s.result(),
                s.error(),
                s.settling());
        model.tasks.put(id, new Task(id, task.spec(), next, task.version()));
    }

    @Override
    public void delete(Collection<String> ids) {
        for (Task task : findAll(ids)) {
            model.tasks.remove(task.id());
            model.dependencies.removeIf(edge ->
                    edge.dependent().equals(task.id()) || edge.prerequisite().equals(task.id()));
            model.delete(EntityKind.TASK, task.id(), task.id(), task.version());
        }
    }

    private Stream<Task> inOrder(TaskStatus status) {
        return model.tasks.values().stream()
                .filter(task -> task.status() == status)
                .sorted(TURN);
    }

    private static long micros(Instant time) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, time);
    }

    @Override
    public List<Task> ready(@Nullable String type, int limit) {
        return inOrder(TaskStatus.READY)
                .filter(task -> type == null || type.equals(task.spec().type()))
                .limit(limit)
                .toList();
    }

    @Override
    public List<Task> due(Instant now, int limit) {
        Stream<Task> waiting = inOrder(TaskStatus.PENDING)
                .filter(task -> task.place() <= micros(now))
                .limit(limit);
        Stream<Task> running = inOrder(TaskStatus.RUNNING)
                .filter(task -> task.place() <= micros(now))
                .limit(limit);
        Stream<Task> overdue = model.tasks.values().stream()
                .filter(task -> !overdueAt(task).isAfter(now))
                .sorted(Comparator.comparing(ModelTasks::overdueAt).thenComparing(Task::id))
                .limit(limit);
        Stream<Task> settling = model.tasks.values().stream()
                .filter(task -> task.state().settling())
                .limit(limit);
        return Stream.of(waiting, running, overdue, settling)
                .flatMap(some -> some)
                .distinct()
                .toList();
    }

    private static Instant overdueAt(Task task) {
        return Objects.requireNonNullElse(task.overdueAt(), Instant.MAX);
    }

    private Stream<Task> finished(TaskStatus status, Instant before) {
        return inOrder(status).filter(task -> !task.state().settling() && task.place() <= micros(before));
    }

    @Override
    public List<String> finished(TaskStatus status, Instant before, int limit) {
        return finished(status, before).limit(limit).map(Task::id).toList();
    }

    @Override
    public long countFinished(TaskStatus status, Instant before) {
        return finished(status, before).count();
    }
}
