package dev.cairn.conformance.perf.origin;

import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Load;
import dev.cairn.conformance.perf.Load.Threads;
import dev.cairn.conformance.perf.Run;
import dev.cairn.logic.task.NewTask;
import dev.cairn.logic.task.Tasks;
import dev.cairn.model.Task;
import dev.cairn.model.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** E.5: ten chains of a hundred tasks created and drained; as published by one worker, and by eight among other tasks. */
final class AgentChains implements OriginWorkload {
    private static final int CHAINS = 10;
    private static final int LENGTH = 100;
    private static final String CHAIN = "chain";
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String CLAIM = "88 tasks/s, creation included";

    private final int samples;
    private final int length;
    private final int all;

    AgentChains(int samples) {
        this.samples = samples;
        this.length = Math.min(LENGTH, samples);
        this.all = CHAINS * length;
    }

    @Override
    public void measure(Run run, Backend backend) throws Exception {
        AgentCalls.on(run, backend, this::asPublished);
        int rows = samples * 10;
        AgentCalls.on(run, backend, calls -> {
            AgentTaskData.ready(calls.tasks(), rows);
            corrected(calls, rows);
        });
    }

    private void asPublished(AgentCalls calls) throws Exception {
        Tasks tasks = calls.tasks();
        long times = calls.asPublished("E.5 10 chains of " + length + ", created and drained", all, 1)
                .each(all)
                .claim(CLAIM)
                .note("tasks enqueued one by one, then claimed and completed by one worker; each step committed")
                .measure(n -> {
                    for (int chain = 0; chain < CHAINS; chain++) {
                        chain(n, chain).forEach(tasks::enqueue);
                    }
                    for (int i = 0; i < all; i++) {
                        claimAndComplete(tasks);
                    }
                });
        verify(tasks, times);
    }

    private void corrected(AgentCalls calls, int rows) throws Exception {
        Tasks tasks = calls.tasks();
        long times = calls.corrected(
                        "E.5 10 chains of " + length + " by " + AgentCalls.CALLERS + " workers, created and drained",
                        rows,
                        3)
                .callers(1)
                .each(all)
                .claim(CLAIM)
                .note("each chain enqueued in one commit by one of " + AgentCalls.CALLERS
                        + " callers, then claimed and completed by " + AgentCalls.CALLERS
                        + " workers, each step committed; so many other tasks are ready")
                .measure(n -> {
                    Load.counted(
                                    AgentCalls.CALLERS,
                                    Threads.PLATFORM,
                                    CHAINS,
                                    Load.Callers.shared(chain -> tasks.enqueue(chain(n, chain))))
                            .requireClean();
                    Load.counted(
                                    AgentCalls.CALLERS,
                                    Threads.PLATFORM,
                                    all,
                                    Load.Callers.shared(i -> claimAndComplete(tasks)))
                            .requireClean();
                });
        verify(tasks, times);
    }

    private void verify(Tasks tasks, long times) {
        AgentTaskData.requireCount(tasks, TaskStatus.COMPLETED, times * all);
        AgentTaskData.requireCount(tasks, TaskStatus.BLOCKED, 0);
        AgentTaskData.requireCount(tasks, TaskStatus.RUNNING, 0);
    }

    private List<NewTask> chain(long run, long number) {
        String prefix = "r" + run + "-c" + number + "-";
        List<NewTask> chain = new ArrayList<>(length);
        for (int i = 0; i < length; i++) {
            NewTask task = AgentTaskData.task(CHAIN).withId(prefix + i);
            chain.add(i == 0 ? task : task.after(prefix + (i - 1)));
        }
        return chain;
    }

    private static void claimAndComplete(Tasks tasks) {
        List<Task> claimed = tasks.claim(AgentTaskData.WORKER, 1, AgentTaskData.LEASE, CHAIN, PATIENCE);
        Preloaded.require(claimed.size() == 1, "a chain ended early");
        AgentTaskData.complete(tasks, claimed.getFirst());
    }
}
