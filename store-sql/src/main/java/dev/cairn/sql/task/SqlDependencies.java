package dev.cairn.sql.task;

import dev.cairn.model.Json;
import dev.cairn.model.Task;
import dev.cairn.model.TaskDependency;
import dev.cairn.sql.base.JsonArray;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.DependencyWriter;
import java.util.Collection;
import java.util.List;

/** What tasks wait for, over {@link DependencyMapper}. */
final class SqlDependencies implements DependencyWriter {
    private final SqlScope scope;
    private final DependencyMapper mapper;

    SqlDependencies(SqlScope scope, DependencyMapper mapper) {
        this.scope = scope;
        this.mapper = mapper;
    }

    private DependencyMapper mapper() {
        return scope.use(mapper);
    }

    @Override
    public List<TaskDependency> of(Collection<String> dependents) {
        return mapper().of(scope.workspace(), JsonArray.of(dependents));
    }

    @Override
    public List<Task> waiting(String prerequisite, int limit) {
        return mapper().waiting(scope.workspace(), prerequisite, limit);
    }

    @Override
    public List<Task> behind(Collection<String> prerequisites, int limit) {
        return mapper().behind(scope.workspace(), JsonArray.of(prerequisites), limit);
    }

    @Override
    public List<TaskDependency> before(Collection<String> dependents, int limit) {
        return mapper().before(scope.workspace(), JsonArray.of(dependents), limit);
    }

    @Override
    public void add(List<TaskDependency> dependencies) {
        List<List<Object>> rows = dependencies.stream()
                .map(edge -> List.<Object>of(edge.dependent(), edge.prerequisite(), edge.resolved() ? 1 : 0))
                .toList();
        mapper().add(scope.workspace(), Json.write(rows));
    }

    @Override
    public void resolve(String prerequisite, Collection<String> dependents) {
        mapper().resolve(scope.workspace(), prerequisite, JsonArray.of(dependents));
    }
}
