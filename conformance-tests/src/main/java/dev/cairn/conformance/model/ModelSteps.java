package dev.cairn.conformance.model;

import dev.cairn.error.ConditionFailed;
import dev.cairn.error.NotFound;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Step;
import dev.cairn.store.StepWriter;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/** Steps of the reference model. */
final class ModelSteps implements StepWriter {
    private final ReferenceModel model;

    ModelSteps(ReferenceModel model) {
        this.model = model;
    }

    private NavigableMap<Integer, Step> of(String executionId) {
        return model.steps.computeIfAbsent(executionId, id -> new TreeMap<>());
    }

    @Override
    public Optional<Step> find(String executionId, int index) {
        return Optional.ofNullable(of(executionId).get(index));
    }

    @Override
    public List<Step> list(String executionId, int afterIndex, int limit) {
        return of(executionId).tailMap(afterIndex, false).values().stream()
                .limit(limit)
                .toList();
    }

    @Override
    public void insert(Step step) {
        model.execution(step.executionId());
        if (of(step.executionId()).containsKey(step.index())) {
            throw ReferenceModel.taken("step", name(step));
        }
        put(step);
    }

    @Override
    public void update(Step step, long expectedVersion) {
        Step stored = find(step.executionId(), step.index()).orElseThrow(() -> new NotFound("step", name(step)));
        if (stored.version() != expectedVersion) {
            throw new ConditionFailed("step", name(step), expectedVersion, stored.version());
        }
        put(step);
    }

    private void put(Step step) {
        of(step.executionId()).put(step.index(), step);
        model.put(EntityKind.STEP, step.executionId(), Integer.toString(step.index()), step.version());
    }

    private static String name(Step step) {
        return step.executionId() + "/" + step.index();
    }
}
