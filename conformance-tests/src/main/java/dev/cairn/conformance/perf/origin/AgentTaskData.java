package dev.cairn.conformance.perf.origin;

import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.perf.SampleData;
import dev.cairn.logic.Limits;
import dev.cairn.logic.task.NewTask;
import dev.cairn.logic.task.Tasks;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Task;
import dev.cairn.model.TaskSpec;
import dev.cairn.model.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** Tasks to measure with. */
final class AgentTaskData {
    static final Duration LEASE = Duration.ofHours(1);
    static final String WORKER = "worker";
    private static final JsonObject INPUT =
            JsonObject.parse("input", "{\"prompt\":\"Summarise the findings of the last review\",\"depth\":3}");

    private AgentTaskData() {}

    static NewTask task() {
        return task("general");
    }

    static NewTask task(String type) {
        return NewTask.of(type).withInput(INPUT);
    }

    /** Enqueues so many that are ready. */
    static void ready(Tasks tasks, int count) {
        for (int left = count; left > 0; left -= Limits.TASK_BATCH) {
            tasks.enqueue(Collections.nCopies(Math.min(left, Limits.TASK_BATCH), task()));
        }
    }

    static List<Task> claim(Tasks tasks) {
        return tasks.claim(WORKER, 1, LEASE, null);
    }

    static void complete(Tasks tasks, Task task) {
        tasks.complete(task.id(), task.state().token(), null);
    }

    /** As it was left by whoever worked on it. */
    static Task stored(String id, @Nullable String parent, TaskStatus status) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS).minusSeconds(1);
        TaskSpec spec =
                new TaskSpec("general", "", null, null, parent, 5, INPUT, 3, Duration.ofSeconds(10), null, null, now);
        return new Task(id, spec, Samples.state(status, now), 1);
    }

    /** Puts them there as they are. */
    static void store(AgentCalls calls, List<Task> tasks) {
        for (int from = 0; from < tasks.size(); from += Limits.TASK_BATCH) {
            List<Task> next = tasks.subList(from, Math.min(tasks.size(), from + Limits.TASK_BATCH));
            calls.database().cairn().store().write(SampleData.WORKSPACE, "bench.fill", tx -> {
                tx.tasks().insert(next);
                return next.size();
            });
        }
    }

    /** A tree with so many levels, each node but those of the last with so many children. */
    static List<Task> tree(String root, int levels, int branching, TaskStatus status) {
        List<Task> tree = new ArrayList<>();
        tree.add(stored(root, null, status));
        for (int level = 1, from = 0; level < levels; level++) {
            int to = tree.size();
            for (; from < to; from++) {
                for (int child = 0; child < branching; child++) {
                    tree.add(stored(root + "-" + tree.size(), tree.get(from).id(), status));
                }
            }
        }
        return tree;
    }

    static void requireCount(Tasks tasks, TaskStatus status, long expected) {
        long found = tasks.counts(null).of(status);
        Preloaded.require(found == expected, found + " tasks are " + status + ", not " + expected);
    }

    /** What was claimed, each task by one claim only. */
    static final class Claimed {
        private final Queue<Task> waiting = new ConcurrentLinkedQueue<>();
        private final Set<String> ids = ConcurrentHashMap.newKeySet();

        void add(List<Task> claimed) {
            Preloaded.require(!claimed.isEmpty(), "nothing is ready");
            for (Task task : claimed) {
                Preloaded.require(ids.add(task.id()), task.id() + " was given out twice");
                waiting.add(task);
            }
        }

        Task next() {
            return waiting.remove();
        }

        int count() {
            return ids.size();
        }
    }
}
