package dev.cairn.conformance.perf.origin;

import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.origin.AgentTaskData.Claimed;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.task.NewTask;
import dev.cairn.logic.task.Tasks;
import dev.cairn.model.Task;
import dev.cairn.model.TaskFilter;
import dev.cairn.model.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** E.4 and E.5: single calls of the queue; as published on a small one, and on many tasks with eight callers. */
final class AgentQueue implements OriginWorkload {
    private static final int PUBLISHED = 100;
    private static final int HALF = 50;
    private static final int TEN = 10;
    private static final int THOUSAND = 1_000;
    private static final int[] GROWING = {100, 600, 1_600, 6_600};
    private static final TaskStatus[] QUARTERS = {
        TaskStatus.READY, TaskStatus.RUNNING, TaskStatus.FAILED, TaskStatus.COMPLETED
    };
    private static final String ENQUEUE = "2,456/s; avg 0.400, p99 0.557 ms";
    private static final String BEHIND = "avg 1.177, p99 1.831 ms";
    private static final String GET = "target p99 < 5 ms, 100/s";
    private static final String STATISTICS = "target p95 < 20 ms; < 50 ms when growing";
    private static final String LIST = "target p95 < 20 ms";

    private final int samples;

    AgentQueue(int samples) {
        this.samples = samples;
    }

    @Override
    public void measure(Run run, Backend backend) throws Exception {
        AgentCalls.on(run, backend, this::enqueues);
        AgentCalls.on(run, backend, AgentQueue::reads);
        AgentCalls.on(run, backend, AgentQueue::claims);
        for (int rows : new int[] {PUBLISHED, THOUSAND, samples}) {
            AgentCalls.on(run, backend, calls -> unfinished(calls, rows));
        }
        for (int rows : AgentCalls.scales(samples)) {
            AgentCalls.on(run, backend, calls -> corrected(calls, rows));
        }
    }

    private void enqueues(AgentCalls calls) throws Exception {
        Tasks tasks = calls.tasks();
        long all = calls.asPublished("E.4 enqueue", 0, PUBLISHED)
                .claim(ENQUEUE)
                .note("one by one, each committed")
                .measure(n -> tasks.enqueue(AgentTaskData.task()));
        all += calls.asPublished("E.4 10,000 enqueues", 0, samples)
                .claim(ENQUEUE)
                .note("one by one, each committed")
                .measure(n -> tasks.enqueue(AgentTaskData.task()));
        NewTask behind = behind(tasks, TEN / 2);
        long blocked = calls.asPublished("E.4 enqueue behind 5 ready tasks", 0, HALF)
                .claim(BEHIND)
                .note("the same five for all, each committed")
                .measure(n -> tasks.enqueue(behind));
        AgentTaskData.requireCount(tasks, TaskStatus.READY, all + TEN / 2);
        AgentTaskData.requireCount(tasks, TaskStatus.BLOCKED, blocked);
    }

    private static NewTask behind(Tasks tasks, int prerequisites) {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < prerequisites; i++) {
            ids.add(tasks.enqueue(AgentTaskData.task()).id());
        }
        return AgentTaskData.task().after(ids.toArray(String[]::new));
    }

    private static void reads(AgentCalls calls) throws Exception {
        Tasks tasks = calls.tasks();
        int stored = 0;
        for (int rows : GROWING) {
            AgentTaskData.store(calls, numbered(stored, rows, TaskStatus.READY));
            stored = rows;
            calls.asPublished("E.4 queue statistics", rows, 1)
                    .claim(STATISTICS)
                    .note("counts by status, exact")
                    .measure(n -> requireTotal(tasks, rows));
        }
        AgentCalls.on(calls.run(), calls.backend(), thousand -> {
            AgentTaskData.store(thousand, numbered(0, THOUSAND, TaskStatus.READY));
            Tasks queue = thousand.tasks();
            thousand.asPublished("E.4 task get, the same", THOUSAND, PUBLISHED)
                    .claim(GET)
                    .note("one task, asked for again and again")
                    .measure(n -> queue.get(id(0)));
            thousand.asPublished("E.4 task get", THOUSAND, PUBLISHED)
                    .claim(GET)
                    .note("ids at random")
                    .measure(n -> queue.get(id(AgentCalls.pick(n, THOUSAND))));
            thousand.asPublished("E.4 queue statistics", THOUSAND, HALF)
                    .claim(STATISTICS)
                    .note("counts by status, exact")
                    .measure(n -> requireTotal(queue, THOUSAND));
            thousand.asPublished("E.4 list of 50", THOUSAND, HALF)
                    .claim(LIST)
                    .note("a page, newest first")
                    .measure(n -> list(queue, TaskFilter.ALL));
        });
    }

    private static void claims(AgentCalls calls) throws Exception {
        Tasks tasks = calls.tasks();
        Claimed claimed = new Claimed();
        long all = calls.asPublished("E.4 claim with 10 ready", TEN, TEN)
                .supplied(count -> AgentTaskData.ready(tasks, count))
                .claim("target p99 < 5 ms")
                .note("exactly one worker gets each; each committed")
                .measure(n -> claimed.add(AgentTaskData.claim(tasks)));
        AgentTaskData.requireCount(tasks, TaskStatus.RUNNING, all);
    }

    /** The contract lists by one status: all but the completed are a page of each of the others. */
    private static void unfinished(AgentCalls calls, int rows) throws Exception {
        Tasks tasks = calls.tasks();
        List<Task> all = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            all.add(AgentTaskData.stored(id(i), null, QUARTERS[i % QUARTERS.length]));
        }
        AgentTaskData.store(calls, all);
        calls.asPublished("E.4 list without completed", rows, HALF)
                .each(QUARTERS.length - 1)
                .claim("target < 50 ms; mean < 100 ms at 10,000")
                .note("a quarter each of four statuses; one page of 50 for each of the three others")
                .measure(n -> {
                    for (TaskStatus status : QUARTERS) {
                        if (status != TaskStatus.COMPLETED) {
                            list(tasks, TaskFilter.status(status));
                        }
                    }
                });
    }

    private void corrected(AgentCalls calls, int rows) throws Exception {
        Tasks tasks = calls.tasks();
        AgentTaskData.store(calls, numbered(0, rows, TaskStatus.READY));
        calls.corrected("E.4 task get", rows, samples)
                .claim(GET)
                .note("ids at random")
                .measure(n -> tasks.get(id(AgentCalls.pick(n, rows))));
        calls.corrected("E.4 queue statistics", rows, samples / TEN)
                .claim(STATISTICS)
                .note("counts by status, exact")
                .measure(n -> requireTotal(tasks, rows));
        calls.corrected("E.4 list of 50", rows, samples / TEN)
                .claim(LIST)
                .note("a page, newest first")
                .measure(n -> list(tasks, TaskFilter.ALL));
        long ready = rows;
        ready += calls.corrected("E.4 enqueue", rows, samples)
                .claim(ENQUEUE)
                .note("each committed")
                .measure(n -> tasks.enqueue(AgentTaskData.task()));
        NewTask behind = behind(tasks, TEN / 2);
        ready += TEN / 2;
        long blocked = calls.corrected("E.4 enqueue behind 5 ready tasks", rows, samples)
                .claim(BEHIND)
                .note("the same five for all, each committed")
                .measure(n -> tasks.enqueue(behind));
        AtomicLong written = new AtomicLong();
        calls.corrected("E.4 task gets and enqueues, half and half", rows, samples)
                .claim(ENQUEUE + " alone")
                .note("ids at random, each enqueue committed; the latencies are those of both")
                .measure(n -> {
                    if (n % 2 == 0) {
                        tasks.get(id(AgentCalls.pick(n, rows)));
                    } else {
                        tasks.enqueue(AgentTaskData.task());
                        written.incrementAndGet();
                    }
                });
        AgentTaskData.requireCount(tasks, TaskStatus.READY, ready + written.get());
        AgentTaskData.requireCount(tasks, TaskStatus.BLOCKED, blocked);
    }

    private static void requireTotal(Tasks tasks, long expected) {
        long found = tasks.counts(null).total();
        Preloaded.require(found == expected, found + " tasks of " + expected);
    }

    private static void list(Tasks tasks, TaskFilter filter) {
        int found = tasks.list(filter, PageRequest.first(HALF)).items().size();
        Preloaded.require(found > 0 && found <= HALF, found + " in a page of " + HALF);
    }

    private static List<Task> numbered(int from, int to, TaskStatus status) {
        List<Task> tasks = new ArrayList<>();
        for (int i = from; i < to; i++) {
            tasks.add(AgentTaskData.stored(id(i), null, status));
        }
        return tasks;
    }

    private static String id(int n) {
        return "task-" + n;
    }
}
