package dev.cairn.memory.execution;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.memory.base.MemoryScope;
import dev.cairn.memory.base.Weight;
import dev.cairn.memory.execution.ExecutionTables.StepKey;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Step;
import dev.cairn.store.StepWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Steps, by execution and index. */
final class MemorySteps implements StepWriter {
    private final MemoryScope scope;
    private final ExecutionTables tables;

    MemorySteps(MemoryScope scope, ExecutionTables tables) {
        this.scope = scope;
        this.tables = tables;
    }

    private ExecutionTables tables() {
        return scope.use(tables);
    }

    @Override
    public Optional<Step> find(String executionId, int index) {
        return Optional.ofNullable(tables().steps.get(new StepKey(executionId, index)));
    }

    @Override
    public List<Step> list(String executionId, int afterIndex, int limit) {
        List<Step> found = new ArrayList<>();
        for (Map.Entry<StepKey, Step> step : tables().steps
                .tailMap(new StepKey(executionId, afterIndex), false)
                .entrySet()) {
            if (found.size() == limit || !step.getKey().executionId().equals(executionId)) {
                break;
            }
            found.add(step.getValue());
        }
        return found;
    }

    @Override
    public void insert(Step step) {
        tables().require(step.executionId());
        StepKey key = new StepKey(step.executionId(), step.index());
        if (tables().steps.containsKey(key)) {
            throw new AlreadyExists("step", name(key));
        }
        put(key, step);
    }

    @Override
    public void update(Step step, long expectedVersion) {
        StepKey key = new StepKey(step.executionId(), step.index());
        ExecutionTables tables = tables();
        Step present = tables.steps.get(key);
        if (present == null) {
            throw new NotFound("step", name(key));
        }
        if (present.version() != expectedVersion) {
            throw new ConditionFailed("step", name(key), expectedVersion, present.version());
        }
        tables.bytes -= Weight.of(present);
        put(key, step);
    }

    private void put(StepKey key, Step step) {
        ExecutionTables tables = tables();
        tables.steps = tables.steps.plus(key, step);
        tables.bytes += Weight.of(step);
        scope.changes().put(EntityKind.STEP, key.executionId(), Integer.toString(key.index()), step.version());
    }

    private static String name(StepKey key) {
        return key.executionId() + "/" + key.index();
    }
}
