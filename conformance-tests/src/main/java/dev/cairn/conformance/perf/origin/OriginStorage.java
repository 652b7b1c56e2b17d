package dev.cairn.conformance.perf.origin;

import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Suite;
import java.util.List;

/** The workloads that need no server: through the contract, with the rules above the store. */
public final class OriginStorage implements Suite {
    static final String NAME = "origin";

    private final List<OriginWorkload> workloads;

    public OriginStorage() {
        this(10_000);
    }

    /** @param samples executions of the large runs, and calls of each kind where latencies are taken */
    public OriginStorage(int samples) {
        this(List.of(
                new ListOfTen(samples),
                new MixedWork(),
                new WholeLives(samples),
                new SingleOperations(samples),
                new AgentSessions(samples),
                new AgentMemories(samples),
                new AgentTasks(samples)));
    }

    public OriginStorage(List<OriginWorkload> workloads) {
        this.workloads = List.copyOf(workloads);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void run(Run run, Backend backend) throws Exception {
        for (OriginWorkload workload : workloads) {
            workload.measure(run, backend);
        }
    }
}
