package dev.cairn.sql.execution;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Step;
import dev.cairn.sql.base.SqlScope;
import dev.cairn.store.StepWriter;
import java.util.List;
import java.util.Optional;

/** Steps over {@link StepMapper}. */
final class SqlSteps implements StepWriter {
    private final SqlScope scope;
    private final StepMapper mapper;

    SqlSteps(SqlScope scope, StepMapper mapper) {
        this.scope = scope;
        this.mapper = mapper;
    }

    private StepMapper mapper() {
        return scope.use(mapper);
    }

    @Override
    public Optional<Step> find(String executionId, int index) {
        return Optional.ofNullable(mapper().find(scope.workspace(), executionId, index));
    }

    @Override
    public List<Step> list(String executionId, int afterIndex, int limit) {
        return mapper().list(scope.workspace(), executionId, afterIndex, limit);
    }

    @Override
    public void insert(Step step) {
        if (mapper().insert(StepRow.of(scope.workspace(), step, 0)) == 0) {
            if (mapper().version(scope.workspace(), step.executionId(), step.index()) != null) {
                throw new AlreadyExists("step", name(step));
            }
            throw new NotFound("execution", step.executionId());
        }
        changed(step);
    }

    @Override
    public void update(Step step, long expectedVersion) {
        if (mapper().update(StepRow.of(scope.workspace(), step, expectedVersion)) == 0) {
            Long actual = mapper().version(scope.workspace(), step.executionId(), step.index());
            if (actual == null) {
                throw new NotFound("step", name(step));
            }
            throw new ConditionFailed("step", name(step), expectedVersion, actual);
        }
        changed(step);
    }

    private void changed(Step step) {
        scope.changes().put(EntityKind.STEP, step.executionId(), Integer.toString(step.index()), step.version());
    }

    private static String name(Step step) {
        return step.executionId() + "/" + step.index();
    }
}
