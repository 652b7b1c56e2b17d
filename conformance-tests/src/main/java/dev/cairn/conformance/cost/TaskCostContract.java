package dev.cairn.conformance.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.task.TaskGroup;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Explainable;
import dev.cairn.logic.task.NewTask;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** COST-1 for tasks: no statement per row. */
public abstract class TaskCostContract extends TaskGroup {
    private Explainable engine;

    @BeforeEach
    final void explainableOnly() {
        engine = subject.needs(Explainable.class, "this engine has no statements to count or explain");
    }

    @Test
    @Clause("COST-1")
    @DisplayName(
            "reading calls send as many statements for many rows as for few; enqueueing, claiming and pruning forty as for"
                    + " four, but for rows that go in by sixty-four (weakness G.2.3: a query per row)")
    void cost() {
        subject.change(tx -> LargeTables.tasks(tx, now(), 0, 14));
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
        TaskCalls.reads(subject, now()).forEach((name, call) -> {
            call.run(); // what is prepared or learnt once does not count
            costs.put(name.startsWith("page") ? "page" : name, cost(call));
        });
        return costs;
    }

    private int claimCost(int count) {
        return leastCost(turn -> tasks().claim("w", count, LEASE, "part"));
    }

    private int enqueueCost(String prefix, int count) {
        return leastCost(turn -> tasks().enqueue(IntStream.range(0, count)
                .mapToObj(i -> task(prefix + turn + "-" + i, "more1", "more2"))
                .toList()));
    }

    /** Of two in a row one bears no upkeep for others. */
    private int leastCost(IntConsumer write) {
        return IntStream.range(0, 2)
                .map(turn -> cost(() -> write.accept(turn)))
                .min()
                .orElseThrow();
    }

    private int cost(Runnable call) {
        return engine.statementsOf(store(), call).size();
    }
}
