package dev.cairn.conformance.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Explainable;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.logic.task.NewTask;
import dev.cairn.model.PageKey;
import dev.cairn.model.Task;
import dev.cairn.model.TaskDependency;
import dev.cairn.model.TaskFilter;
import dev.cairn.model.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** PLAN-1 and COST-1 for tasks: every statement explained, none per row. */
public abstract class TaskPlanContract extends TaskGroup {
    private static final List<TaskStatus> STATUSES = List.of(TaskStatus.values());

    private static final int ROWS = 5_000;

    private Explainable engine;

    @BeforeEach
    final void explainableOnly() {
        engine = subject.needs(Explainable.class, "this engine has no statements to count or explain");
    }

    private void fill(int rows) {
        for (int from = 0; from < rows; from += 1_000) {
            List<Task> some = new ArrayList<>();
            List<TaskDependency> edges = new ArrayList<>();
            for (int i = from; i < Math.min(rows, from + 1_000); i++) {
                TaskStatus status = STATUSES.get(i % 7);
                Task task = i % 2 == 0
                        ? Samples.task("t" + i, i % 10, now())
                        : Samples.child("t" + i, "p" + i % 50, now().plusSeconds(i));
                some.add(new Task(task.id(), task.spec(), Samples.state(status, now()), 1));
                if (status == TaskStatus.BLOCKED && i > 7) {
                    edges.add(new TaskDependency("t" + i, "t" + (i - 7), false));
                }
            }
            subject.change(tx -> {
                tx.tasks().insert(some);
                tx.dependencies().add(edges);
            });
        }
    }

    private Map<String, Runnable> calls() {
        Instant far = now().plusSeconds(1_000_000);
        PageKey middle = new PageKey(now(), "t5");
        Map<String, Runnable> calls = new LinkedHashMap<>();
        calls.put("find", () -> subject.read(v -> v.tasks().find("t1")));
        calls.put("findAll", () -> subject.read(v -> v.tasks().findAll(List.of("t1", "t2", "no"))));
        calls.put("keyed", () -> subject.read(v -> v.tasks().keyed(List.of("k", "l"))));
        for (TaskFilter filter : List.of(
                TaskFilter.ALL,
                TaskFilter.status(TaskStatus.READY),
                new TaskFilter(null, "build", null, null),
                new TaskFilter(null, null, "session-t2", null),
                TaskFilter.childrenOf("p1"),
                new TaskFilter(TaskStatus.FAILED, "part", null, "p1"))) {
            calls.put("page " + filter, () -> subject.read(v -> v.tasks().page(filter, middle, 50)));
        }
        calls.put("counts", () -> subject.read(v -> v.tasks().counts(null)));
        calls.put("counts of children", () -> subject.read(v -> v.tasks().counts("p1")));
        calls.put("ready", () -> subject.read(v -> v.queue().ready(null, 50)));
        calls.put("ready of a type", () -> subject.read(v -> v.queue().ready("part", 50)));
        calls.put("due", () -> subject.read(v -> v.queue().due(far, 50)));
        calls.put("finished", () -> subject.read(v -> v.queue().finished(TaskStatus.FAILED, far, 50)));
        calls.put("countFinished", () -> subject.read(v -> v.queue().countFinished(TaskStatus.FAILED, far)));
        calls.put("dependencies of", () -> subject.read(v -> v.dependencies().of(List.of("t8", "t15"))));
        calls.put("waiting", () -> subject.read(v -> v.dependencies().waiting("t1", 50)));
        calls.put("behind", () -> subject.read(v -> v.dependencies().behind(List.of("t1", "t2"), 50)));
        calls.put("before", () -> subject.read(v -> v.dependencies().before(List.of("t700", "t8"), 50)));
        return calls;
    }

    private Map<String, Runnable> writes() {
        Map<String, Runnable> writes = new LinkedHashMap<>();
        writes.put(
                "enqueue",
                () -> tasks().enqueue(List.of(
                        NewTask.of("x").after("t1", "t4"),
                        NewTask.of("x").withKey("once").in("t2", null))));
        writes.put("addDependency", () -> tasks().addDependency("t2", "t9"));
        writes.put("claim", () -> tasks().claim("w", 3, LEASE, "build"));
        writes.put("end", () -> {
            Task claimed = tasks().claim("w", 1, LEASE, null).getFirst();
            tasks().heartbeat(claimed.id(), claimed.state().token(), LEASE);
            complete(claimed);
        });
        writes.put("cancel", () -> tasks().cancel("t8", "x"));
        writes.put("resolve", () -> subject.change(tx -> tx.dependencies().resolve("t1", List.of("t8"))));
        writes.put("delete", () -> subject.change(tx -> tx.tasks().delete(List.of("t4", "t11"))));
        return writes;
    }

    @Test
    @Clause("PLAN-1")
    @DisplayName(
            "no statement of a claim, list, child list, cascade, promotion, expiry or prune scans a growing table or sorts"
                    + " in a temporary structure (weaknesses G.1.16, G.2.3, G.2.4, G.2.10)")
    void plans() throws Exception {
        fill(ROWS);
        Map<String, Runnable> calls = calls();
        calls.putAll(writes());
        Map<String, String> wrong = new TreeMap<>();
        int explained = 0;
        for (Map.Entry<String, Runnable> call : calls.entrySet()) {
            for (String statement : engine.statementsOf(store(), call.getValue())) {
                String plan = engine.explain(store(), statement);
                explained++;
                engine.fault(plan).ifPresent(fault -> wrong.put(call.getKey() + ": " + statement, fault + "\n" + plan));
            }
        }
        assertThat(wrong).isEmpty();
        assertThat(explained).isGreaterThanOrEqualTo(calls.size());
    }

    @Test
    @Clause("COST-1")
    @DisplayName(
            "reading calls send as many statements for many rows as for few; enqueueing, claiming and pruning forty as for"
                    + " four, but for rows that go in by sixty-four (weakness G.2.3: a query per row)")
    void cost() {
        fill(14);
        Map<String, Integer> few = costs();
        fillMore(500);
        assertThat(costs()).isEqualTo(few);
        assertThat(claimCost(40) - claimCost(4)).isLessThanOrEqualTo(6);
        assertThat(enqueueCost("a", 40) - enqueueCost("b", 4)).isLessThanOrEqualTo(12);
    }

    private void fillMore(int rows) {
        tasks().enqueue(IntStream.range(0, rows)
                .mapToObj(i -> NewTask.of("part").withId("more" + i))
                .toList());
    }

    private Map<String, Integer> costs() {
        Map<String, Integer> costs = new LinkedHashMap<>();
        calls().forEach((name, call) -> {
            call.run(); // what is prepared or learnt once does not count
            costs.put(name.startsWith("page") ? "page" : name, cost(call));
        });
        return costs;
    }

    private int claimCost(int count) {
        return cost(() -> tasks().claim("w", count, LEASE, "part"));
    }

    private int enqueueCost(String prefix, int count) {
        List<NewTask> tasks = IntStream.range(0, count)
                .mapToObj(i -> task(prefix + i, "more1", "more2"))
                .toList();
        return cost(() -> tasks().enqueue(tasks));
    }

    private int cost(Runnable call) {
        return engine.statementsOf(store(), call).size();
    }
}
