package dev.cairn.logic.task;

import dev.cairn.error.DependencyCycle;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Limits;
import dev.cairn.logic.Scope;
import dev.cairn.model.Ids;
import dev.cairn.model.TaskSpec;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Tasks to enqueue, checked as far as that needs no store (TASK-4, LIM-1). */
final class TaskDrafts {
    /** @param after without repetition */
    record Draft(String id, TaskSpec spec, Set<String> after) {}

    private TaskDrafts() {}

    /** By id, as given. */
    static Map<String, Draft> of(Scope scope, List<NewTask> inputs, Instant now) {
        if (inputs.isEmpty()) {
            throw new InvalidArgument("tasks", "must not be empty");
        }
        if (inputs.size() > Limits.TASK_BATCH) {
            throw new LimitExceeded("tasks", Limits.TASK_BATCH, inputs.size());
        }
        Map<String, Draft> drafts = new LinkedHashMap<>();
        Set<String> keys = new LinkedHashSet<>();
        long text = 0;
        long dependencies = 0;
        for (int i = 0; i < inputs.size(); i++) {
            String place = "tasks[" + i + "].";
            Draft draft = draft(scope, place, inputs.get(i), now);
            text += draft.spec().input().text().length();
            dependencies += draft.after().size();
            if (drafts.putIfAbsent(draft.id(), draft) != null) {
                throw new InvalidArgument(place + "id", "stands twice");
            }
            if (draft.spec().key() != null && !keys.add(draft.spec().key())) {
                throw new InvalidArgument(place + "key", "stands twice");
            }
        }
        limit("tasks", Limits.TASK_BATCH_TEXT, text);
        limit("after", Limits.TASK_BATCH_DEPENDENCIES, dependencies);
        return drafts;
    }

    private static void limit(String field, long limit, long actual) {
        if (actual > limit) {
            throw new LimitExceeded(field, limit, actual);
        }
    }

    private static Draft draft(Scope scope, String place, NewTask input, Instant now) {
        String id = input.id() == null ? scope.ids().next() : Ids.check(place + "id", input.id());
        if (Inputs.text(place + "type", input.type(), Limits.TASK_TYPE).isEmpty()) {
            throw new InvalidArgument(place + "type", "must not be empty");
        }
        limit(place + "after", Limits.TASK_PREREQUISITES, input.after().size());
        Set<String> after = new LinkedHashSet<>();
        input.after().forEach(prerequisite -> after.add(Ids.check(place + "after", prerequisite)));
        Instant deadline = time(place + "deadline", input.deadline());
        if (deadline != null && !deadline.isAfter(now)) {
            throw new InvalidArgument(place + "deadline", "has passed");
        }
        TaskSpec spec = new TaskSpec(
                input.type(),
                Inputs.textOr(place + "source", input.source(), "", Limits.OWNER),
                key(place, input.key()),
                input.session() == null ? null : Ids.check(place + "session", input.session()),
                input.parent() == null ? null : Ids.check(place + "parent", input.parent()),
                within(place + "priority", input.priority(), NewTask.NORMAL, 0, Limits.TASK_PRIORITY),
                TaskWrites.json(place + "input", input.input()),
                within(place + "maxAttempts", input.maxAttempts(), NewTask.ATTEMPTS, 1, Limits.TASK_ATTEMPTS),
                backoff(place + "backoff", input.backoff()),
                time(place + "notBefore", input.notBefore()),
                deadline,
                now);
        return new Draft(id, spec, after);
    }

    private static @Nullable String key(String place, @Nullable String key) {
        if (key != null && Inputs.text(place + "key", key, Limits.OWNER).isEmpty()) {
            throw new InvalidArgument(place + "key", "must not be empty");
        }
        return key;
    }

    private static @Nullable Instant time(String field, @Nullable Instant time) {
        return time == null ? null : Inputs.time(field, time, time);
    }

    private static int within(String field, @Nullable Integer value, int fallback, int least, int most) {
        int number = value == null ? fallback : value;
        if (number < least || number > most) {
            throw new InvalidArgument(field, "must be " + least + " to " + most);
        }
        return number;
    }

    private static Duration backoff(String field, @Nullable Duration value) {
        Duration backoff = value == null ? NewTask.BACKOFF : value;
        if (backoff.isNegative() || backoff.compareTo(Limits.TASK_BACKOFF) > 0) {
            throw new InvalidArgument(field, "must be 0 to " + Limits.TASK_BACKOFF.toSeconds() + " seconds");
        }
        return backoff.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * What waits stands behind what it waits for, where both are new.
     *
     * @throws DependencyCycle where they would wait for each other
     */
    static List<Draft> sorted(Map<String, Draft> drafts) {
        Map<String, Set<String>> after = new LinkedHashMap<>();
        Map<String, Set<String>> partOf = new LinkedHashMap<>();
        drafts.forEach((id, draft) -> {
            after.put(id, draft.after());
            partOf.put(
                    id,
                    draft.spec().parent() == null
                            ? Set.of()
                            : Set.of(draft.spec().parent()));
        });
        new TaskGraph(partOf).cycle().ifPresent(cycle -> {
            throw new InvalidArgument("parent", "tasks would be parts of each other: " + String.join(" -> ", cycle));
        });
        TaskGraph graph = new TaskGraph(after);
        graph.cycle().ifPresent(cycle -> {
            throw new DependencyCycle(cycle);
        });
        return graph.layers().stream()
                .flatMap(List::stream)
                .map(id -> Objects.requireNonNull(drafts.get(id)))
                .toList();
    }
}
