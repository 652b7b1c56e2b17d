package dev.cairn.conformance.perf.origin;

import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Load;
import dev.cairn.conformance.perf.Load.Threads;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Sample;
import dev.cairn.conformance.perf.SampleData;
import dev.cairn.logic.task.NewTask;
import dev.cairn.logic.task.Tasks;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Task;
import dev.cairn.model.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** E.4 and E.5: tasks enqueued, claimed and completed; as published on a small queue, and on a large one with eight callers. */
final class AgentTasks implements OriginWorkload {
    private static final int PUBLISHED = 100;
    private static final int READY = 1_000;
    private static final int CALLERS = 8;
    private static final int CHAINS = 10;
    private static final int LENGTH = 100;
    private static final Duration LEASE = Duration.ofHours(1);
    private static final String CLAIM = "p50 0.230, p95 0.271, p99 0.405 ms (with 1,000 ready)";
    private static final JsonObject INPUT =
            JsonObject.parse("input", "{\"prompt\":\"Summarise the findings of the last review\",\"depth\":3}");

    private final int samples;

    AgentTasks(int samples) {
        this.samples = samples;
    }

    @Override
    public void measure(Run run, Backend backend) throws Exception {
        try (Backend.Database database = backend.create()) {
            database.cairn().workspaces().ensure(SampleData.WORKSPACE);
            asPublished(new Calls(run, backend, database));
        }
        try (Backend.Database database = backend.create()) {
            database.cairn().workspaces().ensure(SampleData.WORKSPACE);
            corrected(new Calls(run, backend, database), samples * 10);
        }
    }

    private static void asPublished(Calls calls) throws Exception {
        Tasks tasks = calls.tasks();
        calls.measure(
                "enqueue",
                0,
                new Amount(1, PUBLISHED, 10 * PUBLISHED),
                n -> tasks.enqueue(task()),
                "2,456/s; p99 0.557 ms",
                "as published: one by one");
        fill(tasks, READY);
        Queue<Task> claimed = new ConcurrentLinkedQueue<>();
        calls.measure(
                "claim",
                READY,
                new Amount(1, PUBLISHED, PUBLISHED),
                n -> claimed.addAll(tasks.claim("worker", 1, LEASE, null)),
                CLAIM,
                "as published, but exactly one worker gets each");
        calls.measure(
                "complete",
                READY,
                new Amount(1, PUBLISHED / 2, PUBLISHED / 2),
                n -> complete(tasks, claimed.remove()),
                "avg 0.242, p99 0.356 ms",
                "as published");
        chains(calls);
    }

    /** Ten chains of a hundred, each enqueued whole, then claimed and completed by one worker. */
    private static void chains(Calls calls) throws Exception {
        Tasks tasks = calls.tasks();
        for (Task task = next(tasks, null); task != null; task = next(tasks, null)) {
            complete(tasks, task);
        }
        calls.run().doing("origin " + calls.backend().name() + ": E.5 chains");
        Sample sample = Load.counted(1, Threads.PLATFORM, 1, Load.Callers.shared(n -> {
                    for (int chain = 0; chain < CHAINS; chain++) {
                        tasks.enqueue(chain(chain));
                    }
                    for (int i = 0; i < CHAINS * LENGTH; i++) {
                        complete(tasks, Objects.requireNonNull(next(tasks, "chain"), "a chain ended early"));
                    }
                }))
                .requireClean()
                .times(CHAINS * LENGTH);
        calls.run()
                .add(calls.result(CHAINS + " chains of " + LENGTH + ", created and drained", CHAINS * LENGTH, 1)
                        .rate(sample.perSecond())
                        .published("88 tasks/s, creation included")
                        .note("as published: one worker, each step committed"));
        Preloaded.require(tasks.counts(null).of(TaskStatus.BLOCKED) == 0, "tasks are left blocked");
    }

    private static List<NewTask> chain(int number) {
        List<NewTask> chain = new ArrayList<>();
        for (int i = 0; i < LENGTH; i++) {
            NewTask task = NewTask.of("chain").withId("c" + number + "-" + i).withInput(INPUT);
            chain.add(i == 0 ? task : task.after("c" + number + "-" + (i - 1)));
        }
        return chain;
    }

    private void corrected(Calls calls, int rows) throws Exception {
        Tasks tasks = calls.tasks();
        fill(tasks, rows);
        Queue<Task> claimed = new ConcurrentLinkedQueue<>();
        calls.measure(
                "enqueue",
                rows,
                new Amount(CALLERS, samples, samples),
                n -> tasks.enqueue(task()),
                "2,456/s; p99 0.557 ms",
                "corrected: " + CALLERS + " callers");
        calls.measure(
                "claim",
                rows,
                new Amount(1, samples / 10, samples / 10),
                n -> claimed.addAll(tasks.claim("worker", 1, LEASE, null)),
                CLAIM,
                "corrected: so many are ready");
        calls.measure(
                "claim",
                rows,
                new Amount(CALLERS, samples, samples),
                n -> claimed.addAll(tasks.claim("worker", 1, LEASE, null)),
                CLAIM,
                "corrected: so many are ready, " + CALLERS + " callers");
        calls.measure(
                "complete",
                rows,
                new Amount(CALLERS, samples, samples),
                n -> complete(tasks, claimed.remove()),
                "avg 0.242, p99 0.356 ms",
                "corrected: " + CALLERS + " callers");
        Preloaded.require(tasks.counts(null).of(TaskStatus.COMPLETED) == 2L * samples, "not every completion counted");
    }

    private static void fill(Tasks tasks, int count) {
        for (int from = 0; from < count; from += READY) {
            tasks.enqueue(IntStream.range(from, Math.min(count, from + READY))
                    .mapToObj(i -> task())
                    .toList());
        }
    }

    private static NewTask task() {
        return NewTask.of("general").withInput(INPUT);
    }

    private static @Nullable Task next(Tasks tasks, @Nullable String type) {
        List<Task> claimed = tasks.claim("worker", 1, LEASE, type);
        return claimed.isEmpty() ? null : claimed.getFirst();
    }

    private static void complete(Tasks tasks, Task task) {
        tasks.complete(task.id(), task.state().token(), null);
    }

    private record Amount(int callers, int calls, int before) {}

    private record Calls(Run run, Backend backend, Backend.Database database) {
        Tasks tasks() {
            return database.cairn().workspace(SampleData.WORKSPACE).tasks();
        }

        Result.Builder result(String name, int rows, int callers) {
            return Result.of(OriginStorage.NAME, backend.name(), "E.5 " + name + ", " + rows + " rows")
                    .rows(rows)
                    .threads(callers)
                    .durability(database.cairn().store().description().durability());
        }

        void measure(String name, int rows, Amount amount, Load.Call call, String claim, String note) throws Exception {
            run.doing("origin " + backend.name() + ": E.5 " + name);
            counted(amount.callers(), amount.before(), call);
            Sample sample = counted(amount.callers(), amount.calls(), call);
            run.add(result(name, rows, amount.callers())
                    .rate(sample.perSecond())
                    .latency(sample)
                    .published(claim)
                    .note(note + "; " + amount.calls() + " calls after " + amount.before() + " to warm up"));
        }

        private static Sample counted(int callers, int calls, Load.Call call) throws Exception {
            return Load.counted(callers, Threads.PLATFORM, calls, Load.Callers.shared(call))
                    .requireClean();
        }
    }
}
