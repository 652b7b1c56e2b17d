package dev.cairn.server.http.route;

import dev.cairn.Cairn;
import dev.cairn.logic.task.NewTask;
import dev.cairn.logic.task.Tasks;
import dev.cairn.model.Task;
import dev.cairn.model.TaskFilter;
import dev.cairn.model.TaskStatus;
import dev.cairn.server.http.Call;
import dev.cairn.server.http.Query;
import dev.cairn.server.http.Routes;
import dev.cairn.server.http.json.DecodeTasks;
import dev.cairn.server.http.json.Encode;
import dev.cairn.server.http.json.EncodeTasks;
import dev.cairn.server.http.json.JsonIo;
import dev.cairn.server.http.json.Values;
import dev.cairn.store.Committed;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/** Tasks: enqueue, list, get, depend, claim, heartbeat, end, plan, count, prune. */
public final class TaskRoutes implements Routes.Group {
    private final Cairn cairn;

    @Inject
    public TaskRoutes(Cairn cairn) {
        this.cairn = cairn;
    }

    @Override
    public void register(Routes routes) {
        routes.on("listTasks", this::list);
        routes.on("enqueueTask", call -> {
            Committed<List<Task>> enqueued = tasks(call).enqueue(List.of(DecodeTasks.newTask(call.json())));
            Task task = enqueued.value().getFirst();
            call.header("Location", call.path() + "/" + task.id());
            answer(call.revision(enqueued.revision()), 201, task);
        });
        routes.on("enqueueTasks", this::enqueueAll);
        routes.on("getTask", call -> {
            Tasks.Detail detail = tasks(call).detail(call.id("task"));
            if (!call.notModified("\"" + detail.task().version() + "\"")) {
                call.etag(detail.task().version()).json(200, out -> EncodeTasks.detail(out, detail));
            }
        });
        routes.on("deleteTask", call -> {
            tasks(call).pruning().delete(call.id("task"));
            call.noContent();
        });
        routes.on("addTaskDependency", call -> {
            Committed<Task> changed = tasks(call).addDependency(call.id("task"), DecodeTasks.dependency(call.json()));
            answer(call.revision(changed.revision()), 200, changed.value());
        });
        routes.on("planTasks", call -> {
            var layers = tasks(call).plan(DecodeTasks.plan(call.json()));
            call.json(200, out -> EncodeTasks.plan(out, layers));
        });
        routes.on("countTasks", call -> {
            var counts = tasks(call).counts(call.query().text("parent"));
            call.json(200, out -> EncodeTasks.counts(out, counts));
        });
        routes.on("pruneTasks", call -> {
            var pruned = tasks(call).pruning().prune(DecodeTasks.pruning(call.json()));
            call.json(200, out -> EncodeTasks.pruned(out, pruned));
        });
        work(routes);
    }

    private void work(Routes routes) {
        routes.on("claimTasks", call -> {
            DecodeTasks.Claim wanted = DecodeTasks.claim(call.json());
            List<Task> claimed = tasks(call)
                    .claim(wanted.worker(), wanted.count(), wanted.lease(), wanted.type(), wanted.patience());
            call.json(200, out -> EncodeTasks.tasks(out, claimed));
        });
        routes.on("heartbeatTask", call -> {
            DecodeTasks.Heartbeat sign = DecodeTasks.heartbeat(call.json());
            Instant ends = tasks(call).heartbeat(call.id("task"), sign.token(), sign.lease());
            call.json(200, out -> {
                out.writeStartObject();
                out.writeStringProperty("leaseEnds", Values.time(ends));
                out.writeEndObject();
            });
        });
        routes.on("completeTask", call -> {
            DecodeTasks.End end = DecodeTasks.completion(call.json());
            ended(call, tasks(call).complete(call.id("task"), end.token(), end.result()));
        });
        routes.on("failTask", call -> {
            DecodeTasks.End end = DecodeTasks.failure(call.json());
            String error = Objects.requireNonNull(end.error());
            ended(call, tasks(call).fail(call.id("task"), end.token(), error, end.retry()));
        });
        routes.on(
                "cancelTask",
                call -> ended(call, tasks(call).cancel(call.id("task"), DecodeTasks.reason(call.json()))));
    }

    private void list(Call call) {
        Query query = call.query();
        TaskFilter filter = new TaskFilter(
                query.choice("status", TaskStatus.class),
                query.text("type"),
                query.text("session"),
                query.text("parent"));
        var page = tasks(call).list(filter, query.page());
        call.json(200, out -> Encode.page(out, page, EncodeTasks::task));
    }

    private void enqueueAll(Call call) {
        List<NewTask> tasks = call.ndjson()
                ? JsonIo.lines(call.bytes(), DecodeTasks::newTask)
                : JsonIo.array(call.json(), DecodeTasks::newTask);
        Committed<List<Task>> enqueued = tasks(call).enqueue(tasks);
        call.revision(enqueued.revision()).json(200, out -> EncodeTasks.tasks(out, enqueued.value()));
    }

    private static void ended(Call call, Tasks.Ended ended) {
        call.json(200, out -> EncodeTasks.ended(out, ended));
    }

    private static void answer(Call call, int status, Task task) {
        call.etag(task.version()).json(status, out -> EncodeTasks.task(out, task));
    }

    private Tasks tasks(Call call) {
        return call.workspace(cairn).tasks();
    }
}
