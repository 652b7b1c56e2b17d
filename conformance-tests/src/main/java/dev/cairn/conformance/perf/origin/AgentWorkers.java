package dev.cairn.conformance.perf.origin;

import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.origin.AgentTaskData.Claimed;
import dev.cairn.logic.task.NewTask;
import dev.cairn.logic.task.Tasks;
import dev.cairn.model.Task;
import dev.cairn.model.TaskStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** E.5: tasks claimed and completed; as published with 1,000 ready, and among more with eight callers. */
final class AgentWorkers implements OriginWorkload {
    private static final int PUBLISHED = 100;
    private static final int READY = 1_000;
    private static final int TEN = 10;
    private static final String CLAIM = "p50 0.230, p95 0.271, p99 0.405 ms";
    private static final String COMPLETE = "avg 0.242, p99 0.356 ms";
    private static final String MIXED = "2,636/s";
    private static final String ROOT = "root";

    private final int samples;

    AgentWorkers(int samples) {
        this.samples = samples;
    }

    @Override
    public void measure(Run run, Backend backend) throws Exception {
        AgentCalls.on(run, backend, this::batches);
        AgentCalls.on(run, backend, calls -> {
            AgentTaskData.ready(calls.tasks(), READY);
            claimsAndCompletes(calls, false, READY, PUBLISHED);
        });
        for (int dependents : new int[] {TEN / 2, PUBLISHED}) {
            AgentCalls.on(
                    run, backend, calls -> withDependents(calls, dependents, Math.min(samples, PUBLISHED / 2), false));
            AgentCalls.on(run, backend, calls -> withDependents(calls, dependents, samples / TEN, true));
        }
        for (int rows : AgentCalls.scales(samples)) {
            AgentCalls.on(run, backend, calls -> {
                AgentTaskData.ready(calls.tasks(), rows);
                claimsAndCompletes(calls, true, rows, samples);
            });
        }
    }

    private void batches(AgentCalls calls) throws Exception {
        Tasks tasks = calls.tasks();
        int each = Math.max(1, samples / PUBLISHED);
        long all = calls.asPublished("E.5 10,000 enqueues in 100 batches", 0, PUBLISHED)
                .each(each)
                .claim("2,456/s")
                .note("each batch one commit, one after the other")
                .measure(n -> tasks.enqueue(Collections.nCopies(each, AgentTaskData.task())));
        AgentTaskData.requireCount(tasks, TaskStatus.READY, all * each);
    }

    private static AgentFigure figure(AgentCalls calls, boolean corrected, String name, int rows, int count) {
        return corrected ? calls.corrected(name, rows, count) : calls.asPublished(name, rows, count);
    }

    private static void claimsAndCompletes(AgentCalls calls, boolean corrected, int rows, int count) throws Exception {
        Tasks tasks = calls.tasks();
        Claimed claimed = new Claimed();
        long all = figure(calls, corrected, "E.5 claim", rows, count)
                .supplied(next -> AgentTaskData.ready(tasks, next))
                .claim(CLAIM)
                .note("so many are ready, exactly one worker gets each; each committed")
                .measure(n -> claimed.add(AgentTaskData.claim(tasks)));
        if (corrected) {
            all += calls.corrected("E.5 claim", rows, count)
                    .callers(1)
                    .supplied(next -> AgentTaskData.ready(tasks, next))
                    .claim(CLAIM)
                    .note("so many are ready; each committed")
                    .measure(n -> claimed.add(AgentTaskData.claim(tasks)));
        }
        Preloaded.require(claimed.count() == all, claimed.count() + " claimed by " + all + " claims");
        long over = figure(calls, corrected, "E.5 complete", rows, corrected ? count : count / 2)
                .supplied(next -> supply(tasks, claimed, next))
                .claim(COMPLETE)
                .note("each committed")
                .measure(n -> AgentTaskData.complete(tasks, claimed.next()));
        long turns = figure(calls, corrected, "E.5 enqueue, claim and complete", rows, corrected ? count / 2 : count)
                .each(3)
                .claim(MIXED)
                .note("a turn is one of each, each committed")
                .measure(n -> {
                    tasks.enqueue(AgentTaskData.task());
                    List<Task> taken = AgentTaskData.claim(tasks);
                    claimed.add(taken);
                    AgentTaskData.complete(tasks, claimed.next());
                });
        AgentTaskData.requireCount(tasks, TaskStatus.COMPLETED, over + turns);
        AgentTaskData.requireCount(tasks, TaskStatus.RUNNING, claimed.count() - over - turns);
    }

    private static void supply(Tasks tasks, Claimed claimed, int count) {
        AgentTaskData.ready(tasks, count);
        for (int left = count; left > 0; left -= PUBLISHED) {
            claimed.add(tasks.claim(AgentTaskData.WORKER, Math.min(left, PUBLISHED), AgentTaskData.LEASE, null));
        }
    }

    /** Each root has dependents that wait for it alone: they become ready in the transaction that completes it. */
    private static void withDependents(AgentCalls calls, int dependents, int count, boolean corrected)
            throws Exception {
        Tasks tasks = calls.tasks();
        Claimed claimed = new Claimed();
        AtomicInteger roots = new AtomicInteger();
        long all = figure(calls, corrected, "E.5 complete with " + dependents + " dependents", 0, count)
                .supplied(next -> {
                    for (int i = 0; i < next; i++) {
                        tasks.enqueue(family(ROOT + roots.incrementAndGet(), dependents));
                    }
                    for (int left = next; left > 0; left -= PUBLISHED) {
                        int some = Math.min(left, PUBLISHED);
                        claimed.add(tasks.claim(AgentTaskData.WORKER, some, AgentTaskData.LEASE, ROOT));
                    }
                })
                .claim(dependents < TEN ? "avg 3.367, p99 3.760 ms" : "40 to 50 ms, projected")
                .note("they become ready in the same transaction; each committed")
                .measure(n -> AgentTaskData.complete(tasks, claimed.next()));
        AgentTaskData.requireCount(tasks, TaskStatus.COMPLETED, all);
        AgentTaskData.requireCount(tasks, TaskStatus.READY, all * dependents);
        AgentTaskData.requireCount(tasks, TaskStatus.BLOCKED, 0);
    }

    private static List<NewTask> family(String root, int dependents) {
        List<NewTask> family = new ArrayList<>(dependents + 1);
        family.add(AgentTaskData.task(ROOT).withId(root));
        for (int i = 0; i < dependents; i++) {
            family.add(AgentTaskData.task("leaf").after(root));
        }
        return family;
    }
}
