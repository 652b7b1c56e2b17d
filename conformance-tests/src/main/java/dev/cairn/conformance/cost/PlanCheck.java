package dev.cairn.conformance.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.harness.Explainable;
import dev.cairn.store.Store;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Whether the statements of calls are answered from where they belong: by plan and, where the engine tells, by rows. */
final class PlanCheck {
    /** Far more than a page of fifty needs; less than those of one status, let alone all. */
    static final long MOST_ROWS = 8_000;

    private final Explainable engine;
    private final Store store;
    private final Map<String, String> wrong = new TreeMap<>();
    private int explained;

    PlanCheck(Explainable engine, Store store) {
        this.engine = engine;
        this.store = store;
    }

    /**
     * Notes what is wrong with the calls, each of which is made twice.
     *
     * @param counting names of calls whose answer is a number of many rows, and which read those from an index
     */
    PlanCheck of(Calls calls, Set<String> counting) throws Exception {
        for (Map.Entry<String, Runnable> call : calls.byName().entrySet()) {
            List<String> plans = new ArrayList<>();
            for (String statement : engine.statementsOf(store, call.getValue())) {
                String plan = engine.explain(store, statement);
                plans.add(statement + "\n" + plan);
                engine.fault(plan).ifPresent(fault -> wrong.put(call.getKey() + ": " + statement, fault + "\n" + plan));
            }
            explained += plans.size();
            long rows = counting.contains(call.getKey()) ? 0 : engine.rowsRead(store, call.getValue());
            if (rows > MOST_ROWS) {
                wrong.put(call.getKey(), rows + " rows read by\n" + String.join("\n", plans));
            }
        }
        assertThat(explained).as("statements were really seen").isGreaterThanOrEqualTo(calls.size());
        return this;
    }

    void verify() {
        assertThat(wrong).isEmpty();
    }
}
