package dev.cairn.conformance.perf.origin;

import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Run;
import dev.cairn.logic.Limits;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.task.TaskPruning;
import dev.cairn.logic.task.Tasks;
import dev.cairn.model.Page;
import dev.cairn.model.Task;
import dev.cairn.model.TaskFilter;
import dev.cairn.model.TaskStatus;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** E.6: trees read node by node, how far a root's children have come, and pruning; alone, and among many other tasks. */
final class AgentTrees implements OriginWorkload {
    private static final int BINARY = 2;
    private static final int TERNARY = 3;
    private static final int WIDE = 1_000;
    private static final int DEEP = 100;
    /** Trees as large are read however few samples there are. */
    private static final int SMALL = 127;

    private static final String ROOT = "tree";

    private final int samples;

    AgentTrees(int samples) {
        this.samples = samples;
    }

    /** A tree as the origin had it, and how often it was read. */
    private record Shape(String name, int tasks, int levels, int branching, int reads, String claim) {}

    @Override
    public void measure(Run run, Backend backend) throws Exception {
        List<Shape> shapes = List.of(
                new Shape("15 tasks, 3 levels below the root", 15, 4, BINARY, 50, "target p99 < 50 ms"),
                new Shape("127 tasks, 6 levels below the root", 127, 7, BINARY, 20, "target < 200 ms"),
                new Shape("2,047 tasks, 10 levels below the root", 2_047, 11, BINARY, 10, "target < 5 s"),
                new Shape("1,000 tasks, 1 level below the root", 1_000, 2, WIDE - 1, 10, "target < 5 s"),
                new Shape("9,841 completed tasks, 8 levels below the root", 9_841, 9, TERNARY, 1, "target < 2 s"));
        for (int rows : new int[] {0, samples * 10}) {
            AgentCalls.on(run, backend, calls -> {
                AgentTaskData.ready(calls.tasks(), rows);
                prune(calls, rows, "1,000 completed, 3 levels of 10", Prunes.LEVELS, 1_000, "75.1 ms with setting up");
                prune(calls, rows, "10,000 completed", Prunes.FLAT, samples, "target < 5 s for 1,000");
                prune(calls, rows, "a chain of 100", Prunes.CHAIN, DEEP, "target < 2 s");
                prune(calls, rows, "5,000 below one", Prunes.FLAT, samples / 2, "target < 3 s");
                for (Shape shape : shapes) {
                    if (shape.tasks() <= Math.max(SMALL, samples)) {
                        read(calls, rows, shape);
                    }
                }
                progress(calls, rows);
                together(calls, rows);
            });
        }
    }

    private static void read(AgentCalls calls, int rows, Shape shape) throws Exception {
        String root = ROOT + shape.branching() + "-" + shape.levels();
        List<Task> tree = AgentTaskData.tree(root, shape.levels(), shape.branching(), TaskStatus.COMPLETED);
        AgentTaskData.store(calls, tree);
        Tasks tasks = calls.tasks();
        figure(calls, "E.6 tree of " + shape.name(), rows, shape.reads())
                .callers(1)
                .claim(shape.claim())
                .note("the children of each node, a list for each")
                .measure(n -> {
                    int found = 1 + below(tasks, root);
                    Preloaded.require(found == tree.size(), found + " tasks of " + tree.size());
                });
    }

    private static void progress(AgentCalls calls, int rows) throws Exception {
        Tasks tasks = calls.tasks();
        AgentTaskData.store(calls, AgentTaskData.tree("wide", 2, WIDE - 1, TaskStatus.COMPLETED));
        figure(calls, "E.6 progress of 999 children", rows, 50)
                .callers(1)
                .claim("nothing of this kind")
                .note("the children of the root counted by status, exact")
                .measure(n -> {
                    long children = tasks.counts("wide").of(TaskStatus.COMPLETED);
                    Preloaded.require(children == WIDE - 1, children + " of " + (WIDE - 1));
                });
    }

    private static AgentFigure figure(AgentCalls calls, String name, int rows, int count) {
        return rows == 0 ? calls.asPublished(name, rows, count) : calls.corrected(name, rows, count);
    }

    private static void together(AgentCalls calls, int rows) throws Exception {
        Tasks tasks = calls.tasks();
        List<Task> tree = AgentTaskData.tree("five", 6, BINARY, TaskStatus.COMPLETED);
        AgentTaskData.store(calls, tree);
        figure(calls, "E.6 5 read a tree of 63 tasks at once", rows, 5)
                .together(rows == 0 ? 1 : 20)
                .claim("target < 10 s")
                .note("the children of each node, a list for each")
                .measure(n -> {
                    int found = 1 + below(tasks, "five");
                    Preloaded.require(found == tree.size(), found + " tasks of " + tree.size());
                });
    }

    /** How many tasks there are below that one that are completed. */
    private static int below(Tasks tasks, String root) {
        Deque<String> open = new ArrayDeque<>(List.of(root));
        int found = 0;
        while (!open.isEmpty()) {
            TaskFilter children = new TaskFilter(TaskStatus.COMPLETED, null, null, open.remove());
            String cursor = null;
            do {
                Page<Task> page =
                        tasks.list(children, new PageRequest(Limits.MAX_PAGE, cursor, PageRequest.TotalMode.NONE));
                page.items().forEach(task -> open.add(task.id()));
                found += page.items().size();
                cursor = page.next();
            } while (cursor != null);
        }
        return found;
    }

    /** What is pruned. */
    private enum Prunes {
        /** Each root with ten children, each of these with ten. */
        LEVELS,
        /** One with all others below it. */
        FLAT,
        /** Each below the one before it. */
        CHAIN
    }

    private static void prune(AgentCalls calls, int rows, String what, Prunes shape, int count, String claim)
            throws Exception {
        TaskPruning pruning = calls.tasks().pruning();
        AtomicInteger made = new AtomicInteger();
        figure(calls, "E.6 prune " + what, rows, 1)
                .callers(1)
                .each(count)
                .supplied(times -> {
                    AgentTaskData.store(calls, finished(shape, "p" + made.incrementAndGet() + "-" + count, count));
                    long counted = pruning.prune(policy(true)).total();
                    Preloaded.require(counted == count, counted + " could be pruned of " + count);
                })
                .claim(claim)
                .note("in batches, each committed; a dry run before it counts as many")
                .measure(n -> {
                    long pruned = pruning.prune(policy(false)).total();
                    Preloaded.require(pruned == count, pruned + " pruned of " + count);
                });
        long left = calls.tasks().counts(null).total();
        Preloaded.require(left == rows, left + " tasks are left of " + rows);
    }

    private static TaskPruning.Policy policy(boolean dryRun) {
        return new TaskPruning.Policy(Duration.ZERO, Set.of(TaskStatus.COMPLETED), dryRun);
    }

    private static List<Task> finished(Prunes shape, String prefix, int count) {
        List<Task> tasks = new ArrayList<>();
        while (tasks.size() < count) {
            String id = prefix + "-" + tasks.size();
            switch (shape) {
                case LEVELS -> tasks.addAll(AgentTaskData.tree(id, 3, 10, TaskStatus.COMPLETED));
                case FLAT ->
                    tasks.add(AgentTaskData.stored(id, tasks.isEmpty() ? null : prefix + "-0", TaskStatus.COMPLETED));
                case CHAIN ->
                    tasks.add(AgentTaskData.stored(
                            id, tasks.isEmpty() ? null : tasks.getLast().id(), TaskStatus.COMPLETED));
            }
        }
        return tasks.subList(0, count);
    }
}
