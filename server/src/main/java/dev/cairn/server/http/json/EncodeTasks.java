package dev.cairn.server.http.json;

import dev.cairn.logic.task.TaskPruning;
import dev.cairn.logic.task.Tasks;
import dev.cairn.model.Task;
import dev.cairn.model.TaskCounts;
import dev.cairn.model.TaskDependency;
import dev.cairn.model.TaskSpec;
import dev.cairn.model.TaskState;
import dev.cairn.model.TaskStatus;
import dev.cairn.model.Wire;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonGenerator;

/** Tasks and what belongs to them as clients get them. */
public final class EncodeTasks {
    private EncodeTasks() {}

    public static void task(JsonGenerator out, Task task) {
        out.writeStartObject();
        members(out, task);
        out.writeEndObject();
    }

    public static void detail(JsonGenerator out, Tasks.Detail detail) {
        out.writeStartObject();
        members(out, detail.task());
        Encode.list(out, "after", detail.after(), EncodeTasks::dependency);
        out.writeEndObject();
    }

    private static void dependency(JsonGenerator out, TaskDependency dependency) {
        out.writeStartObject();
        out.writeStringProperty("task", dependency.prerequisite());
        out.writeBooleanProperty("completed", dependency.resolved());
        out.writeEndObject();
    }

    private static void members(JsonGenerator out, Task task) {
        TaskSpec spec = task.spec();
        TaskState state = task.state();
        out.writeStringProperty("id", task.id());
        out.writeStringProperty("type", spec.type());
        out.writeStringProperty("status", Wire.name(state.status()));
        out.writeStringProperty("source", spec.source());
        out.writeStringProperty("key", spec.key());
        out.writeStringProperty("session", spec.session());
        out.writeStringProperty("parent", spec.parent());
        out.writeNumberProperty("priority", spec.priority());
        Encode.raw(out, "input", spec.input().text());
        out.writeNumberProperty("attempts", state.attempts());
        out.writeNumberProperty("maxAttempts", spec.maxAttempts());
        out.writeNumberProperty("backoffSeconds", Values.seconds(spec.backoff()));
        out.writeNumberProperty("unresolved", state.unresolved());
        Encode.time(out, "createdAt", spec.createdAt());
        Encode.time(out, "notBefore", spec.notBefore());
        Encode.time(out, "deadline", spec.deadline());
        Encode.time(out, "dueAt", state.dueAt());
        Encode.time(out, "readyAt", state.readyAt());
        Encode.time(out, "startedAt", state.startedAt());
        Encode.time(out, "finishedAt", state.finishedAt());
        Encode.time(out, "updatedAt", state.updatedAt());
        out.writeNumberProperty("token", state.token());
        out.writeStringProperty("worker", state.worker());
        Encode.time(out, "leaseEnds", state.leaseEnds());
        Encode.raw(
                out, "result", state.result() == null ? "null" : state.result().text());
        out.writeStringProperty("error", state.error());
        out.writeNumberProperty("version", task.version());
    }

    public static void tasks(JsonGenerator out, List<Task> tasks) {
        out.writeStartObject();
        Encode.list(out, "items", tasks, EncodeTasks::task);
        out.writeEndObject();
    }

    public static void ended(JsonGenerator out, Tasks.Ended ended) {
        out.writeStartObject();
        out.writeName("task");
        task(out, ended.task());
        texts(out, "ready", ended.ready());
        texts(out, "cancelled", ended.cancelled());
        out.writeEndObject();
    }

    private static void texts(JsonGenerator out, String name, List<String> texts) {
        Encode.list(out, name, texts, JsonGenerator::writeString);
    }

    public static void plan(JsonGenerator out, List<List<String>> layers) {
        out.writeStartObject();
        Encode.list(out, "layers", layers, (array, layer) -> {
            array.writeStartArray();
            layer.forEach(array::writeString);
            array.writeEndArray();
        });
        out.writeEndObject();
    }

    public static void counts(JsonGenerator out, TaskCounts counts) {
        out.writeStartObject();
        out.writeNumberProperty("total", counts.total());
        out.writeNumberProperty("finished", counts.finished());
        byStatus(out, "counts", counts.byStatus());
        out.writeEndObject();
    }

    public static void pruned(JsonGenerator out, TaskPruning.Pruned pruned) {
        out.writeStartObject();
        out.writeBooleanProperty("dryRun", pruned.dryRun());
        out.writeNumberProperty("total", pruned.total());
        byStatus(out, "tasks", pruned.tasks());
        out.writeEndObject();
    }

    private static void byStatus(JsonGenerator out, String name, Map<TaskStatus, Long> counts) {
        out.writeObjectPropertyStart(name);
        counts.forEach((status, count) -> out.writeNumberProperty(Wire.name(status), count));
        out.writeEndObject();
    }
}
