package dev.cairn.conformance.perf.origin;

import dev.cairn.CairnWorkspace;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Load;
import dev.cairn.conformance.perf.Load.Threads;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Sample;
import dev.cairn.conformance.perf.SampleData;

/** Measures calls of E.1 on one database, after as many to warm up. */
record AgentCalls(Run run, Backend backend, Backend.Database database) {
    static final int CALLERS = 8;

    record Amount(int callers, int calls) {}

    CairnWorkspace workspace() {
        return database.cairn().workspace(SampleData.WORKSPACE);
    }

    void measure(String name, int rows, Amount amount, Load.Call call, String claim, String note) throws Exception {
        run.doing("origin " + backend.name() + ": E.1 " + name);
        counted(amount, call);
        Sample sample = counted(amount, call);
        run.add(Result.of(OriginStorage.NAME, backend.name(), "E.1 " + name + ", " + rows + " rows")
                .rows(rows)
                .threads(amount.callers())
                .durability(database.cairn().store().description().durability())
                .rate(sample.perSecond())
                .latency(sample)
                .published(claim)
                .note(note + "; " + amount.calls() + " calls after as many to warm up"));
    }

    private static Sample counted(Amount amount, Load.Call call) throws Exception {
        Threads threads = amount.callers() > CALLERS ? Threads.VIRTUAL : Threads.PLATFORM;
        return Load.counted(amount.callers(), threads, amount.calls(), Load.Callers.shared(call))
                .requireClean();
    }
}
