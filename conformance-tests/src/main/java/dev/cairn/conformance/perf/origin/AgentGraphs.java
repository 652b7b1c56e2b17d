package dev.cairn.conformance.perf.origin;

import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Run;
import dev.cairn.error.DependencyCycle;
import dev.cairn.logic.task.NewTask;
import dev.cairn.logic.task.Tasks;
import dev.cairn.model.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** E.3 and parts of E.4: cycles refused, plans in layers, depths, a root cancelled; alone, and among many other tasks. */
final class AgentGraphs implements OriginWorkload {
    private static final int NODES = 100;
    private static final int LONG = 1_000;
    private static final int[] DEPTHS = {10, 20, 50};
    private static final int[] BRANCHES = {0, 10, 20, 30, 40, 50, 60, 70, 80};
    private static final int AHEAD = 5;
    private static final int RANDOM_EDGES = 200;
    private static final long SEED = 42;
    private static final int DEPENDENTS = 10;
    private static final int TENTH = 10;
    private static final String TEN = "target < 10 ms";

    private final int samples;

    AgentGraphs(int samples) {
        this.samples = samples;
    }

    @Override
    public void measure(Run run, Backend backend) throws Exception {
        AgentCalls.on(run, backend, calls -> new Scene(calls, 0, 1).measure());
        AgentCalls.on(run, backend, calls -> new Scene(calls, samples * 10, samples / 10).measure());
    }

    /**
     * @param rows how many other tasks there are; 0: as published
     * @param count of the calls
     */
    private record Scene(AgentCalls calls, int rows, int count) {
        Scene {
            AgentTaskData.ready(calls.tasks(), rows);
        }

        Tasks tasks() {
            return calls.tasks();
        }

        AgentFigure figure(String name) {
            return rows == 0 ? calls.asPublished(name, rows, count) : calls.corrected(name, rows, count);
        }

        void measure() throws Exception {
            branched();
            random();
            chains();
            plans();
            cancels();
        }

        /** A chain with edges that skip some of it. */
        private void branched() throws Exception {
            List<Set<Integer>> after = chain(NODES);
            for (int from : BRANCHES) {
                after.get(from + AHEAD).add(from);
            }
            enqueue("b-", after);
            refuses("E.3 refuse a cycle in a branched chain of 100", "b-", NODES - 1);
            plan("E.3 plan of a branched chain of 100", TEN, ids("b-", NODES), NODES);
            Queue<String> fresh = new ConcurrentLinkedQueue<>();
            AtomicInteger made = new AtomicInteger();
            long accepted = figure("E.3 accept an edge to a branched chain of 100")
                    .supplied(next -> {
                        for (int i = 0; i < next; i++) {
                            String id = "f-" + made.incrementAndGet();
                            tasks().enqueue(AgentTaskData.task().withId(id));
                            fresh.add(id);
                        }
                    })
                    .claim(TEN)
                    .note("a task that is ready is to wait for the last of the chain; each committed")
                    .measure(n -> {
                        String id = fresh.remove();
                        TaskStatus now = tasks().addDependency(id, "b-" + (NODES - 1))
                                .value()
                                .status();
                        Preloaded.require(now == TaskStatus.BLOCKED, id + " is " + now);
                    });
            AgentTaskData.requireCount(tasks(), TaskStatus.BLOCKED, NODES - 1 + accepted);
        }

        /** The edges of the origin: forward ones, drawn from a fixed seed. */
        private void random() throws Exception {
            List<Set<Integer>> after = none(NODES);
            Random random = new Random(SEED);
            for (int i = 0; i < RANDOM_EDGES; i++) {
                int one = random.nextInt(NODES);
                int other = random.nextInt(NODES);
                if (one != other) {
                    after.get(Math.max(one, other)).add(Math.min(one, other));
                }
            }
            after.get(NODES - 1).add(0);
            enqueue("r-", after);
            refuses("E.3 refuse a cycle among 200 random edges", "r-", NODES - 1);
        }

        private void chains() throws Exception {
            enqueue("c-", chain(LONG));
            plan("E.3 plan of a chain of 1,000", "target < 50 ms", ids("c-", LONG), LONG);
            for (int length : DEPTHS) {
                plan(
                        "E.3, E.4 depth of the last of a chain of " + length,
                        "target < 5 ms for 10",
                        List.of("c-" + (length - 1)),
                        length);
            }
        }

        /** Every tenth waits for the one before it. */
        private void plans() throws Exception {
            List<Set<Integer>> after = none(NODES);
            for (int i = TENTH; i < NODES; i += TENTH) {
                after.get(i).add(i - 1);
            }
            enqueue("p-", after);
            plan("E.4 plan of 100, every tenth behind another", "target < 30 ms", ids("p-", NODES), 2);
        }

        private void cancels() throws Exception {
            long before = tasks().counts(null).of(TaskStatus.CANCELLED);
            Queue<String> roots = new ConcurrentLinkedQueue<>();
            AtomicInteger made = new AtomicInteger();
            long cancelled = figure("E.4 cancel a root with 10 dependents")
                    .supplied(next -> {
                        for (int i = 0; i < next; i++) {
                            String root = "x-" + made.incrementAndGet();
                            List<NewTask> family = new ArrayList<>();
                            family.add(AgentTaskData.task().withId(root));
                            for (int child = 0; child < DEPENDENTS; child++) {
                                family.add(AgentTaskData.task().after(root));
                            }
                            tasks().enqueue(family);
                            roots.add(root);
                        }
                    })
                    .claim("target < 50 ms")
                    .note("they are cancelled in the same transaction; each committed")
                    .measure(n -> tasks().cancel(roots.remove(), "measured"));
            AgentTaskData.requireCount(tasks(), TaskStatus.CANCELLED, before + cancelled * (DEPENDENTS + 1));
        }

        private void refuses(String name, String prefix, int last) throws Exception {
            figure(name)
                    .claim(TEN)
                    .note("the first is to wait for the last; the refusal names the cycle, nothing is written")
                    .measure(n -> {
                        boolean refused = false;
                        try {
                            tasks().addDependency(prefix + 0, prefix + last);
                        } catch (DependencyCycle e) {
                            refused = true;
                        }
                        Preloaded.require(refused, "a cycle was accepted");
                    });
        }

        private void plan(String name, String claim, List<String> ids, int layers) throws Exception {
            figure(name)
                    .claim(claim)
                    .note("layers of these and of all that they wait for, " + layers + " of them")
                    .measure(n -> {
                        int found = tasks().plan(ids).size();
                        Preloaded.require(found == layers, found + " layers of " + layers);
                    });
        }

        private void enqueue(String prefix, List<Set<Integer>> after) {
            List<NewTask> tasks = new ArrayList<>();
            for (int i = 0; i < after.size(); i++) {
                String[] before = after.get(i).stream().map(of -> prefix + of).toArray(String[]::new);
                tasks.add(AgentTaskData.task().withId(prefix + i).after(before));
            }
            tasks().enqueue(tasks);
        }
    }

    private static List<Set<Integer>> none(int nodes) {
        return IntStream.range(0, nodes)
                .<Set<Integer>>mapToObj(i -> new TreeSet<>())
                .toList();
    }

    private static List<Set<Integer>> chain(int nodes) {
        List<Set<Integer>> after = none(nodes);
        for (int i = 1; i < nodes; i++) {
            after.get(i).add(i - 1);
        }
        return after;
    }

    private static List<String> ids(String prefix, int nodes) {
        return IntStream.range(0, nodes).mapToObj(i -> prefix + i).toList();
    }
}
