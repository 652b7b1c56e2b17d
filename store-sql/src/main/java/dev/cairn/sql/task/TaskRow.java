package dev.cairn.sql.task;

import dev.cairn.model.Task;
import dev.cairn.model.TaskSpec;
import dev.cairn.model.TaskState;
import dev.cairn.model.Wire;
import dev.cairn.sql.base.Micros;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A task as parameters of insert and update. */
public record TaskRow(
        String workspace,
        String id,
        String type,
        String source,
        @Nullable String key,
        @Nullable String session,
        @Nullable String parent,
        int priority,
        String input,
        int maxAttempts,
        long backoff,
        @Nullable Long notBefore,
        @Nullable Long deadline,
        long createdAt,
        State state) {

    /** What changes, with what follows from it for the order and the deadline. */
    public record State(
            String status,
            int attempts,
            int unresolved,
            @Nullable Long dueAt,
            @Nullable Long readyAt,
            @Nullable Long startedAt,
            @Nullable Long finishedAt,
            long updatedAt,
            long token,
            @Nullable String worker,
            @Nullable Long leaseEnds,
            @Nullable String result,
            @Nullable String error,
            int settling,
            long version,
            long place,
            @Nullable Long overdueAt) {}

    static TaskRow of(String workspace, Task task) {
        TaskSpec spec = task.spec();
        return new TaskRow(
                workspace,
                task.id(),
                spec.type(),
                spec.source(),
                spec.key(),
                spec.session(),
                spec.parent(),
                spec.priority(),
                spec.input().text(),
                spec.maxAttempts(),
                spec.backoff().toNanos() / 1_000,
                Micros.ofNullable(spec.notBefore()),
                Micros.ofNullable(spec.deadline()),
                Micros.of(spec.createdAt()),
                state(task));
    }

    private static State state(Task task) {
        TaskState state = task.state();
        return new State(
                Wire.name(state.status()),
                state.attempts(),
                state.unresolved(),
                Micros.ofNullable(state.dueAt()),
                Micros.ofNullable(state.readyAt()),
                Micros.ofNullable(state.startedAt()),
                Micros.ofNullable(state.finishedAt()),
                Micros.of(state.updatedAt()),
                state.token(),
                state.worker(),
                Micros.ofNullable(state.leaseEnds()),
                state.result() == null ? null : state.result().text(),
                state.error(),
                state.settling() ? 1 : 0,
                task.version(),
                task.place(),
                Micros.ofNullable(task.overdueAt()));
    }

    /** As a member of the JSON array that updates many. */
    static Map<String, @Nullable Object> json(Task task) {
        State s = state(task);
        Map<String, @Nullable Object> json = new LinkedHashMap<>(32);
        json.put("id", task.id());
        json.put("status", s.status());
        json.put("attempts", s.attempts());
        json.put("unresolved", s.unresolved());
        json.put("due_at", s.dueAt());
        json.put("ready_at", s.readyAt());
        json.put("started_at", s.startedAt());
        json.put("finished_at", s.finishedAt());
        json.put("updated_at", s.updatedAt());
        json.put("token", s.token());
        json.put("worker", s.worker());
        json.put("lease_ends", s.leaseEnds());
        json.put("result", s.result());
        json.put("error", s.error());
        json.put("settling", s.settling());
        json.put("version", s.version());
        json.put("place", s.place());
        json.put("overdue_at", s.overdueAt());
        return json;
    }
}
