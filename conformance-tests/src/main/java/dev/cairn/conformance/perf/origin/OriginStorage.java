package dev.cairn.conformance.perf.origin;

import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Suite;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The workloads that need no server: through the contract, with the rules above the store. */
public final class OriginStorage implements Suite {
    static final String NAME = "origin";
    private static final int SAMPLES = 10_000;

    /** What {@link #OriginStorage(Set)} can choose from, in the order of their running. */
    public static final List<String> PARTS = List.copyOf(parts(SAMPLES).keySet());

    private final List<OriginWorkload> workloads;

    /** @param parts which of {@link #PARTS}; others are ignored */
    public OriginStorage(Set<String> parts) {
        this(parts(SAMPLES).entrySet().stream()
                .filter(part -> parts.contains(part.getKey()))
                .map(Map.Entry::getValue)
                .toList());
    }

    /** @param samples executions of the large runs, and calls of each kind where latencies are taken */
    public OriginStorage(int samples) {
        this(List.copyOf(parts(samples).values()));
    }

    private OriginStorage(List<OriginWorkload> workloads) {
        this.workloads = workloads;
    }

    private static Map<String, OriginWorkload> parts(int samples) {
        Map<String, OriginWorkload> parts = new LinkedHashMap<>();
        parts.put("list", new ListOfTen(samples));
        parts.put("mix", new MixedWork());
        parts.put("lives", new WholeLives(samples));
        parts.put("calls", new SingleOperations(samples));
        parts.put("sessions", new AgentSessions(samples));
        parts.put("memories", new AgentMemories(samples));
        parts.put("graphs", new AgentGraphs(samples));
        parts.put("queue", new AgentQueue(samples));
        parts.put("crowds", new AgentCrowds(samples));
        parts.put("workers", new AgentWorkers(samples));
        parts.put("chains", new AgentChains(samples));
        parts.put("trees", new AgentTrees(samples));
        return parts;
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
