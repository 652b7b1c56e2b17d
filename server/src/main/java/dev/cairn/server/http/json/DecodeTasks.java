package dev.cairn.server.http.json;

import dev.cairn.error.InvalidArgument;
import dev.cairn.logic.Limits;
import dev.cairn.logic.task.NewTask;
import dev.cairn.logic.task.TaskPruning;
import dev.cairn.model.JsonObject;
import dev.cairn.model.TaskStatus;
import dev.cairn.model.Wire;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Tasks and what is done to them as clients send it. */
public final class DecodeTasks {
    private static final BigDecimal BACKOFF_MAX = BigDecimal.valueOf(Limits.TASK_BACKOFF.toSeconds());
    private static final BigDecimal AGE_MAX =
            BigDecimal.valueOf(Duration.ofDays(Limits.RETENTION_DAYS).toSeconds());
    private static final BigDecimal WAIT_MAX = BigDecimal.valueOf(60);

    private DecodeTasks() {}

    /** How many tasks a worker wants, of which type, for how long, and how long it waits for the first. */
    public record Claim(
            String worker,
            int count,
            Duration lease,
            @Nullable String type,
            Duration patience) {}

    /** The end of a claimed task, or of an attempt. */
    public record End(
            long token,
            @Nullable JsonObject result,
            @Nullable String error,
            boolean retry) {}

    /** A sign of life. */
    public record Heartbeat(long token, Duration lease) {}

    public static NewTask newTask(JsonNode body) {
        return newTask("", body);
    }

    public static NewTask newTask(String path, JsonNode node) {
        Fields in = new Fields(path, node);
        List<String> after = in.texts("after");
        NewTask task = new NewTask(
                in.text("id"),
                in.required("type", in.text("type")),
                in.text("key"),
                in.text("source"),
                in.text("session"),
                in.text("parent"),
                after == null ? List.of() : after,
                priority(in),
                in.object("input"),
                in.integer("maxAttempts"),
                in.seconds("backoffSeconds", BigDecimal.ZERO, BACKOFF_MAX),
                in.time("notBefore"),
                in.time("deadline"));
        in.end();
        return task;
    }

    /** A number, or one of the names that some have. */
    private static @Nullable Integer priority(Fields in) {
        JsonNode value = in.take("priority");
        if (value != null && value.isString()) {
            return priority(in.name("priority"), value.stringValue());
        }
        return in.integer("priority");
    }

    public static int priority(String field, String name) {
        return switch (name) {
            case "low" -> NewTask.LOW;
            case "normal" -> NewTask.NORMAL;
            case "high" -> NewTask.HIGH;
            case "critical" -> NewTask.CRITICAL;
            default -> throw new InvalidArgument(field, "must be 0 to 9, low, normal, high or critical");
        };
    }

    public static Claim claim(JsonNode body) {
        Fields in = new Fields("", body);
        Integer count = in.integer("count");
        Duration wait = in.seconds("wait", BigDecimal.ZERO, WAIT_MAX);
        Claim claim = new Claim(
                in.required("worker", in.text("worker")),
                count == null ? 1 : count,
                Decode.lease(in, "seconds"),
                in.text("type"),
                wait == null ? Duration.ZERO : wait);
        in.end();
        return claim;
    }

    public static End completion(JsonNode body) {
        Fields in = new Fields("", body);
        End end = new End(token(in), in.object("result"), null, false);
        in.end();
        return end;
    }

    public static End failure(JsonNode body) {
        Fields in = new Fields("", body);
        Boolean retry = in.flag("retry");
        End end = new End(token(in), null, in.required("error", in.text("error")), retry == null || retry);
        in.end();
        return end;
    }

    private static long token(Fields in) {
        return in.required("token", in.number("token", 0, Long.MAX_VALUE));
    }

    public static Heartbeat heartbeat(JsonNode body) {
        Fields in = new Fields("", body);
        Heartbeat heartbeat = new Heartbeat(token(in), Decode.lease(in, "seconds"));
        in.end();
        return heartbeat;
    }

    public static String reason(JsonNode body) {
        Fields in = new Fields("", body);
        String reason = in.text("reason");
        in.end();
        return reason == null ? "" : reason;
    }

    public static String dependency(JsonNode body) {
        Fields in = new Fields("", body);
        String after = in.required("after", in.text("after"));
        in.end();
        return after;
    }

    public static List<String> plan(JsonNode body) {
        Fields in = new Fields("", body);
        List<String> tasks = in.required("tasks", in.texts("tasks"));
        in.end();
        return tasks;
    }

    public static TaskPruning.Policy pruning(JsonNode body) {
        Fields in = new Fields("", body);
        Duration olderThan = in.required("olderThanSeconds", in.seconds("olderThanSeconds", BigDecimal.ZERO, AGE_MAX));
        List<String> names = in.texts("statuses");
        Boolean dryRun = in.flag("dryRun");
        in.end();
        Set<TaskStatus> statuses = EnumSet.noneOf(TaskStatus.class);
        if (names == null) {
            statuses.addAll(List.of(TaskStatus.COMPLETED, TaskStatus.FAILED, TaskStatus.CANCELLED));
        } else {
            names.forEach(name -> statuses.add(Wire.parse(TaskStatus.class, "statuses", name)));
        }
        return new TaskPruning.Policy(olderThan, statuses, dryRun != null && dryRun);
    }
}
