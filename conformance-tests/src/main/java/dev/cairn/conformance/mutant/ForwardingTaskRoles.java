package dev.cairn.conformance.mutant;

import dev.cairn.model.PageKey;
import dev.cairn.model.Task;
import dev.cairn.model.TaskCounts;
import dev.cairn.model.TaskDependency;
import dev.cairn.model.TaskFilter;
import dev.cairn.model.TaskStatus;
import dev.cairn.store.DependencyReader;
import dev.cairn.store.DependencyWriter;
import dev.cairn.store.TaskQueue;
import dev.cairn.store.TaskReader;
import dev.cairn.store.TaskWriter;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The roles of tasks, passed on as {@link ForwardingRoles} passes on others. */
final class ForwardingTaskRoles {
    private ForwardingTaskRoles() {}

    static class Tasks implements TaskWriter {
        final TaskReader right;

        Tasks(TaskReader right) {
            this.right = right;
        }

        @Override
        public Optional<Task> find(String id) {
            return right.find(id);
        }

        @Override
        public List<Task> findAll(Collection<String> ids) {
            return right.findAll(ids);
        }

        @Override
        public Map<String, String> keyed(Collection<String> keys) {
            return right.keyed(keys);
        }

        @Override
        public List<Task> page(TaskFilter filter, @Nullable PageKey after, int limit) {
            return right.page(filter, after, limit);
        }

        @Override
        public TaskCounts counts(@Nullable String parent) {
            return right.counts(parent);
        }

        @Override
        public void insert(List<Task> tasks) {
            ((TaskWriter) right).insert(tasks);
        }

        @Override
        public void update(List<Task> tasks) {
            ((TaskWriter) right).update(tasks);
        }

        @Override
        public void extend(String id, long token, Instant leaseEnds) {
            ((TaskWriter) right).extend(id, token, leaseEnds);
        }

        @Override
        public void delete(Collection<String> ids) {
            ((TaskWriter) right).delete(ids);
        }
    }

    static class Queue implements TaskQueue {
        final TaskQueue right;

        Queue(TaskQueue right) {
            this.right = right;
        }

        @Override
        public List<Task> ready(@Nullable String type, int limit) {
            return right.ready(type, limit);
        }

        @Override
        public List<Task> due(Instant now, int limit) {
            return right.due(now, limit);
        }

        @Override
        public List<String> finished(TaskStatus status, Instant before, int limit) {
            return right.finished(status, before, limit);
        }

        @Override
        public long countFinished(TaskStatus status, Instant before) {
            return right.countFinished(status, before);
        }
    }

    static class Dependencies implements DependencyWriter {
        final DependencyReader right;

        Dependencies(DependencyReader right) {
            this.right = right;
        }

        @Override
        public List<TaskDependency> of(Collection<String> dependents) {
            return right.of(dependents);
        }

        @Override
        public List<Task> waiting(String prerequisite, int limit) {
            return right.waiting(prerequisite, limit);
        }

        @Override
        public List<Task> behind(Collection<String> prerequisites, int limit) {
            return right.behind(prerequisites, limit);
        }

        @Override
        public List<TaskDependency> before(Collection<String> dependents, int limit) {
            return right.before(dependents, limit);
        }

        @Override
        public void add(List<TaskDependency> dependencies) {
            ((DependencyWriter) right).add(dependencies);
        }

        @Override
        public void resolve(String prerequisite, Collection<String> dependents) {
            ((DependencyWriter) right).resolve(prerequisite, dependents);
        }
    }
}
