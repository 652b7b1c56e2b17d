package dev.cairn.conformance.contract.task;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Cairn;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Subject;
import dev.cairn.error.ConditionFailed;
import dev.cairn.error.DependencyCycle;
import dev.cairn.error.StoreException;
import dev.cairn.logic.RetryingStore;
import dev.cairn.logic.task.NewTask;
import dev.cairn.logic.task.Tasks;
import dev.cairn.model.Task;
import dev.cairn.model.TaskCounts;
import dev.cairn.model.TaskStatus;
import dev.cairn.store.Capability;
import dev.cairn.store.Store;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Many workers at once, in one process and in two. */
public abstract class TaskRaceContract extends TaskGroup {
    /** Of each worker: far more than a right store needs. */
    private static final int ROUNDS = 3_000;

    /** The queue as another process sees it, where the store can be open twice; else the same. */
    private Tasks elsewhere() {
        if (!subject.has(Capability.SHARED)) {
            return tasks();
        }
        Store second = subject.open(subject.settings());
        return Cairn.over(new RetryingStore(second, Duration.ofSeconds(20)), subject.clock())
                .workspace(ws())
                .tasks();
    }

    @Test
    @Clause("TASK-5")
    @DisplayName(
            "a hundred claimers over a hundred ready tasks get one each (weaknesses G.1.9: \"duplicates may occur\", G.2.7: busy instead of an answer)")
    void hundred() throws Exception {
        tasks().enqueue(IntStream.range(0, 100).mapToObj(i -> task("t" + i)).toList());
        List<Tasks> sides = List.of(tasks(), elsewhere());
        List<Callable<List<Task>>> claimers = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            Tasks side = sides.get(i % 2);
            String worker = "w" + i;
            claimers.add(() -> side.claim(worker, 1, LEASE, null));
        }
        List<Task> claimed = Race.run(claimers).stream().flatMap(List::stream).toList();
        assertThat(claimed.stream().map(Task::id).distinct()).hasSize(100);
        assertThat(claimed.stream().map(task -> task.state().worker()).distinct())
                .hasSize(100);
        assertThat(tasks().counts(null).of(TaskStatus.RUNNING)).isEqualTo(100);
    }

    @Test
    @Clause("TASK-4")
    @Clause("TASK-6")
    @DisplayName(
            "enqueueing behind a task that completes, fails or is cancelled at the same moment leaves nobody blocked"
                    + " (weakness G.1.10: check, then insert)")
    void enqueueBehind() throws Exception {
        Tasks other = elsewhere();
        for (int round = 0; round < 12; round++) {
            String id = "p" + round;
            enqueue(id);
            Task claimed = take(id);
            int way = round % 3;
            List<Callable<Boolean>> both = List.of(
                    () -> {
                        switch (way) {
                            case 0 -> complete(claimed);
                            case 1 -> tasks().fail(id, claimed.state().token(), "x", false);
                            default -> tasks().cancel(id, "x");
                        }
                        return true;
                    },
                    () -> {
                        other.enqueue(List.of(task(id + "-a", id), task(id + "-b", id + "-a")));
                        return true;
                    },
                    () -> {
                        tasks().enqueue(task(id + "-c", id));
                        return true;
                    });
            Race.run(both);
            TaskStatus expected = way == 0 ? TaskStatus.READY : TaskStatus.CANCELLED;
            assertThat(statuses(id + "-a", id + "-c")).containsOnly(expected);
            claim(9).forEach(this::complete);
            claim(9).forEach(this::complete);
            assertThat(tasks().counts(null).finished())
                    .isEqualTo(tasks().counts(null).total());
        }
    }

    @Test
    @Clause("TASK-3")
    @DisplayName("of eight that enqueue one key at once all get the same task (weakness G.2.6: check, then insert)")
    void sameKey() throws Exception {
        Tasks other = elsewhere();
        NewTask once = NewTask.of("build").withKey("once");
        List<Callable<String>> callers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Tasks side = i % 2 == 0 ? tasks() : other;
            callers.add(() -> side.enqueue(once).id());
        }
        assertThat(new HashSet<>(Race.run(callers))).hasSize(1);
        assertThat(tasks().counts(null).total()).isEqualTo(1);
    }

    @Test
    @Clause("TASK-4")
    @DisplayName(
            "of two that have two tasks wait for each other one is refused (weakness G.2.6: check and insert apart)")
    void cycleRace() throws Exception {
        Tasks other = elsewhere();
        for (int round = 0; round < 6; round++) {
            String a = "a" + round;
            String b = "b" + round;
            tasks().enqueue(List.of(task(a), task(b)));
            List<Boolean> added = Race.run(List.of(() -> adds(tasks(), a, b), () -> adds(other, b, a)));
            assertThat(added).containsExactlyInAnyOrder(true, false);
        }
    }

    private static boolean adds(Tasks tasks, String dependent, String prerequisite) {
        try {
            tasks.addDependency(dependent, prerequisite);
            return true;
        } catch (DependencyCycle e) {
            return false;
        }
    }

    @Test
    @Clause("TASK-5")
    @Clause("TASK-6")
    @DisplayName(
            "workers that vanish, answer late and answer twice drain a random graph from two sides: each task completes"
                    + " once, by its last token, and nothing stays blocked")
    void drain() throws Exception {
        int total = 240;
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<NewTask> graph = new ArrayList<>();
        for (int i = 0; i < total; i++) {
            String[] after = random.ints(random.nextInt(4), 0, Math.max(1, i))
                    .filter(p -> p < graph.size())
                    .mapToObj(p -> "t" + p)
                    .distinct()
                    .toArray(String[]::new);
            graph.add(task("t" + i, after).retrying(50, Duration.ZERO).withPriority(random.nextInt(10)));
        }
        tasks().enqueue(graph);
        Map<String, Long> completed = new ConcurrentHashMap<>();
        Set<String> twice = ConcurrentHashMap.newKeySet();
        List<Tasks> sides = List.of(tasks(), elsewhere());
        List<Callable<Boolean>> workers = new ArrayList<>();
        for (int w = 0; w < 16; w++) {
            Random own = new Random(random.nextLong());
            Tasks side = sides.get(w % 2);
            String worker = "w" + w;
            workers.add(() -> {
                for (int i = 0; i < ROUNDS && completed.size() < total; i++) {
                    for (Task task : side.claim(worker, 1 + own.nextInt(3), Duration.ofSeconds(1), null)) {
                        work(side, task, own, completed, twice);
                    }
                    // nobody sleeps: the clock of the test goes on instead, so that leases end
                    subject.clock().advance(Duration.ofMillis(20));
                }
                return true;
            });
        }
        Race.run(workers);
        TaskCounts counts = tasks().counts(null);
        assertThat(counts.of(TaskStatus.COMPLETED))
                .as("seed %d: %s", seed, counts)
                .isEqualTo(total);
        assertThat(twice).as("seed %d", seed).isEmpty();
        completed.forEach((id, token) ->
                assertThat(tasks().get(id).state().token()).as("seed %d", seed).isEqualTo(token));
    }

    private static void work(Tasks side, Task task, Random random, Map<String, Long> completed, Set<String> twice) {
        int fate = random.nextInt(20);
        if (fate == 0) {
            return; // gone: its lease will end
        }
        try {
            long token = task.state().token();
            if (fate == 1) {
                side.fail(task.id(), token, "again", true);
                return;
            }
            if (fate == 2) {
                side.heartbeat(task.id(), token, Duration.ofSeconds(2));
            }
            side.complete(task.id(), token, null);
            if (completed.put(task.id(), token) != null) {
                twice.add(task.id());
            }
            if (fate == 3) {
                side.complete(task.id(), token, null);
            }
        } catch (ConditionFailed late) {
            if (!late.kind().equals("lease")) {
                throw late;
            }
        }
    }

    @Test
    @Clause("TASK-6")
    @DisplayName(
            "of completion, cancellation and the end of the lease at one moment one wins, and what is over stays so")
    void ends() throws Exception {
        Tasks other = elsewhere();
        for (int round = 0; round < 10; round++) {
            String id = "t" + round;
            tasks().enqueue(List.of(task(id).retrying(1, Duration.ZERO), task(id + "-b", id)));
            Task claimed = take(id);
            subject.clock().advance(LEASE);
            Race.run(List.of(
                    () -> attempt(() -> complete(claimed)),
                    () -> attempt(() -> other.cancel(id, "x")),
                    () -> attempt(() -> other.upkeep().run())));
            TaskStatus status = status(id);
            assertThat(status.terminal()).isTrue();
            assertThat(status(id + "-b"))
                    .isEqualTo(status == TaskStatus.COMPLETED ? TaskStatus.READY : TaskStatus.CANCELLED);
            claim(9).forEach(this::complete);
        }
    }

    private static boolean attempt(Runnable call) {
        try {
            call.run();
            return true;
        } catch (StoreException lost) {
            return false;
        }
    }

    @Test
    @Clause("TASK-5")
    @DisplayName("the two sides of a shared database are really two")
    void sides() {
        if (!subject.has(Capability.SHARED)) {
            throw Subject.notApplicable("the store can be open once only");
        }
        Tasks other = elsewhere();
        enqueue("a");
        assertThat(other.get("a").status()).isEqualTo(TaskStatus.READY);
    }
}
