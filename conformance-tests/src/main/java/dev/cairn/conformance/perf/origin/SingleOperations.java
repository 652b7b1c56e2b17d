package dev.cairn.conformance.perf.origin;

import dev.cairn.CairnWorkspace;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Load;
import dev.cairn.conformance.perf.Load.Threads;
import dev.cairn.conformance.perf.RecordedLife;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Sample;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.PageRequest.TotalMode;
import dev.cairn.logic.execution.ExecutionPatch;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.JsonObject;
import java.time.Duration;

/** R8: single calls, one after the other. */
final class SingleOperations implements OriginWorkload {
    private static final int TOO_FEW = 10;

    private final int samples;

    SingleOperations(int samples) {
        this.samples = samples;
    }

    @Override
    public void measure(Run run, Backend backend) throws Exception {
        try (Preloaded stored = new Preloaded(backend, Preloaded.PUBLISHED)) {
            long before = stored.count();
            String open = RecordedLife.create(stored.workspace());
            for (int count : new int[] {TOO_FEW, samples}) {
                all(new Calls(run, backend, stored, count), stored.workspace(), stored, open);
            }
            long created = stored.count() - before;
            Preloaded.require(created == 1 + 2L * (TOO_FEW + samples), created + " executions created");
        }
    }

    private static void all(Calls calls, CairnWorkspace workspace, Preloaded stored, String open) throws Exception {
        calls.measure("insert", "1.2 ms", "create of an execution, committed", n -> RecordedLife.create(workspace));
        calls.measure(
                "select",
                "0.8 ms",
                "an execution by id",
                n -> workspace.executions().get(stored.pick(n)));
        PageRequest counted = new PageRequest(TOO_FEW, null, TotalMode.EXACT);
        ExecutionFilter completed = ExecutionFilter.status(ExecutionStatus.COMPLETED);
        calls.measure(
                "complex select",
                "2.1 ms",
                "the 10 newest of a status with the exact count of all, in one snapshot",
                n -> workspace.executions().list(completed, counted));
        calls.measure(
                "update",
                "1.5 ms",
                "metadata of an execution merged, with its version and change, committed",
                n -> workspace
                        .executions()
                        .change(
                                stored.pick(n),
                                ExecutionPatch.metadata(
                                        JsonObject.parse("metadata", "{\"attempt\":" + System.nanoTime() + "}")),
                                null));
        calls.measure(
                "commit",
                "0.3 ms",
                "the smallest write there is, a lease renewed, committed",
                n -> workspace.executions().heartbeat(open, Duration.ofHours(1)));
    }

    /** So many of each. */
    private record Calls(Run run, Backend backend, Preloaded stored, int count) {
        void measure(String name, String claim, String what, Load.Call call) throws Exception {
            run.doing("origin " + backend.name() + ": R8 " + name + ", " + count + " calls");
            Load.counted(1, Threads.PLATFORM, count, Load.Callers.shared(call)).requireClean();
            Sample sample = Load.counted(1, Threads.PLATFORM, count, Load.Callers.shared(call))
                    .requireClean();
            run.add(stored.result(backend, "R8 " + name + ", " + count + " calls")
                    .rows(stored.size())
                    .threads(1)
                    .rate(sample.perSecond())
                    .latency(sample)
                    .published(claim)
                    .note(what + "; " + count + " calls after as many to warm up")
                    .note(
                            count == TOO_FEW
                                    ? "as published, where ten samples were given a p99"
                                    : "corrected: enough samples for the percentiles"));
        }
    }
}
