package dev.cairn.conformance.perf.origin;

import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.origin.AgentTaskData.Claimed;
import dev.cairn.logic.task.Tasks;
import dev.cairn.model.Task;
import dev.cairn.model.TaskStatus;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** E.4 and E.5: many callers at once; as published a single crowd on a small queue, and one after the other on a large. */
final class AgentCrowds implements OriginWorkload {
    private static final int AGENTS = 50;
    private static final int EACH = 5;
    private static final int HUNDRED = 100;
    private static final int FEW = 20;
    private static final int WORKERS = 10;
    private static final int TURNS = 50;
    private static final int ENQUEUERS = 50;
    private static final int CLAIMERS = 30;

    private final int samples;

    AgentCrowds(int samples) {
        this.samples = samples;
    }

    @Override
    public void measure(Run run, Backend backend) throws Exception {
        for (boolean corrected : new boolean[] {false, true}) {
            int rows = corrected ? samples : 0;
            int times = corrected ? Math.max(1, samples / HUNDRED / 2) : 1;
            AgentCalls.on(run, backend, calls -> enqueues(new Crowd(calls, corrected, rows, times)));
            AgentCalls.on(run, backend, calls -> claims(new Crowd(calls, corrected, rows, times)));
            AgentCalls.on(run, backend, calls -> mixed(new Crowd(calls, corrected, corrected ? rows : FEW, times)));
            AgentCalls.on(run, backend, calls -> workers(new Crowd(calls, corrected, rows, times)));
        }
    }

    /**
     * Callers who come together.
     *
     * @param rows how many tasks are ready before
     * @param times how often they come
     */
    private record Crowd(AgentCalls calls, boolean corrected, int rows, int times) {
        Crowd {
            AgentTaskData.ready(calls.tasks(), rows);
        }

        AgentFigure figure(String name, int stored, int callers) {
            return (corrected ? calls.corrected(name, stored, callers) : calls.asPublished(name, stored, callers))
                    .together(times);
        }
    }

    private static void enqueues(Crowd crowd) throws Exception {
        Tasks tasks = crowd.calls().tasks();
        long agents = crowd.figure("E.4 50 agents enqueue 5 each", crowd.rows(), AGENTS)
                .each(EACH)
                .claim("target 40/s")
                .note("all at once, each enqueue committed")
                .measure(n -> {
                    for (int i = 0; i < EACH; i++) {
                        tasks.enqueue(AgentTaskData.task());
                    }
                });
        long single = crowd.figure("E.5 100 concurrent writes", crowd.rows(), HUNDRED)
                .claim("4,757/s")
                .note("a hundred callers enqueue a task each, all at once, each committed")
                .measure(n -> tasks.enqueue(AgentTaskData.task()));
        AgentTaskData.requireCount(tasks, TaskStatus.READY, crowd.rows() + agents * EACH + single);
    }

    private static void claims(Crowd crowd) throws Exception {
        Tasks tasks = crowd.calls().tasks();
        Claimed claimed = new Claimed();
        long all = crowd.figure("E.4 100 claims at once with 100 ready", crowd.rows() + HUNDRED, HUNDRED)
                .supplied(count -> AgentTaskData.ready(tasks, count))
                .claim("1 to 100 tasks, \"duplicates may occur\"")
                .note("each task went to exactly one of them, verified; each claim committed")
                .measure(n -> claimed.add(AgentTaskData.claim(tasks)));
        Preloaded.require(claimed.count() == all, claimed.count() + " tasks for " + all + " claims");
        AgentTaskData.requireCount(tasks, TaskStatus.RUNNING, all);
        AgentTaskData.requireCount(tasks, TaskStatus.READY, crowd.rows());
    }

    private static void mixed(Crowd crowd) throws Exception {
        Tasks tasks = crowd.calls().tasks();
        Claimed claimed = new Claimed();
        AtomicLong enqueued = new AtomicLong();
        AtomicLong empty = new AtomicLong();
        crowd.figure("E.4 50 enqueue, 30 claim, 20 ask for statistics", crowd.rows(), HUNDRED)
                .claim("0 errors")
                .note("all at once over so many ready tasks; a claim that found nothing ready is no error")
                .measure(n -> {
                    int role = (int) (n % HUNDRED);
                    if (role < ENQUEUERS) {
                        tasks.enqueue(AgentTaskData.task());
                        enqueued.incrementAndGet();
                    } else if (role < ENQUEUERS + CLAIMERS) {
                        List<Task> found = AgentTaskData.claim(tasks);
                        if (found.isEmpty()) {
                            empty.incrementAndGet();
                        } else {
                            claimed.add(found);
                        }
                    } else {
                        long total = tasks.counts(null).total();
                        Preloaded.require(total >= crowd.rows(), total + " tasks");
                    }
                });
        AgentTaskData.requireCount(tasks, TaskStatus.RUNNING, claimed.count());
        AgentTaskData.requireCount(tasks, TaskStatus.READY, crowd.rows() + enqueued.get() - claimed.count());
    }

    private static void workers(Crowd crowd) throws Exception {
        Tasks tasks = crowd.calls().tasks();
        long enqueuing = crowd.figure("E.5 10 workers enqueue 1,000", crowd.rows(), WORKERS)
                .each(HUNDRED)
                .claim("0.24 s")
                .note("a hundred each, each committed")
                .measure(n -> {
                    for (int i = 0; i < HUNDRED; i++) {
                        tasks.enqueue(AgentTaskData.task());
                    }
                });
        long executing = crowd.figure("E.5 10 workers execute 500", crowd.rows(), WORKERS)
                .each(TURNS)
                .supplied(count -> AgentTaskData.ready(tasks, count * TURNS))
                .claim("0.14 s")
                .note("fifty each, claimed and completed, each step committed")
                .measure(n -> {
                    for (int i = 0; i < TURNS; i++) {
                        AgentTaskData.complete(tasks, AgentTaskData.claim(tasks).getFirst());
                    }
                });
        AgentTaskData.requireCount(tasks, TaskStatus.COMPLETED, executing * TURNS);
        AgentTaskData.requireCount(tasks, TaskStatus.READY, crowd.rows() + enqueuing * HUNDRED);
    }
}
