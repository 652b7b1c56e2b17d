package dev.cairn.conformance.perf.origin;

import dev.cairn.CairnWorkspace;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Load;
import dev.cairn.conformance.perf.Load.Threads;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Sample;
import dev.cairn.logic.PageRequest;
import dev.cairn.model.ExecutionFilter;

/** R2: the ten newest, again and again. */
final class ListOfTen implements OriginWorkload {
    private static final int PAGE = 10;
    private static final String CLAIM = "1.33 ms mean";

    private final int samples;

    ListOfTen(int samples) {
        this.samples = samples;
    }

    @Override
    public void measure(Run run, Backend backend) throws Exception {
        try (Preloaded few = new Preloaded(backend, Preloaded.PUBLISHED)) {
            once(
                    run,
                    backend,
                    few,
                    PAGE,
                    "as published: 10 sequential calls; the published figure goes through HTTP, for which see the HTTP part");
            once(run, backend, few, samples, "corrected: enough calls for percentiles");
        }
        try (Preloaded many = new Preloaded(backend, samples)) {
            once(run, backend, many, samples, "corrected: more executions than one page of a file");
        }
    }

    private static void once(Run run, Backend backend, Preloaded stored, int calls, String note) throws Exception {
        run.doing("origin " + backend.name() + ": R2, " + calls + " lists of 10 of " + stored.size());
        CairnWorkspace workspace = stored.workspace();
        PageRequest first = PageRequest.first(PAGE);
        int expected = Math.min(PAGE, stored.size());
        Load.counted(1, Threads.PLATFORM, calls, Load.Callers.shared(n -> list(workspace, first, expected)))
                .requireClean();
        Sample sample = Load.counted(
                        1, Threads.PLATFORM, calls, Load.Callers.shared(n -> list(workspace, first, expected)))
                .requireClean();
        run.add(stored.result(backend, "R2 list of 10, " + calls + " calls")
                .rows(stored.size())
                .threads(1)
                .rate(sample.perSecond())
                .latency(sample)
                .published(CLAIM)
                .note(note + "; as many calls before, to warm up"));
    }

    private static void list(CairnWorkspace workspace, PageRequest first, int expected) {
        int got =
                workspace.executions().list(ExecutionFilter.ALL, first).items().size();
        Preloaded.require(got == expected, "a page holds " + got);
    }
}
