package dev.cairn.conformance.perf.origin;

import dev.cairn.CairnWorkspace;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.SampleData;
import dev.cairn.logic.task.Tasks;
import java.util.stream.IntStream;

/** One database on which workloads of agents are measured. */
record AgentCalls(Run run, Backend backend, Backend.Database database) {
    /** Of the corrected workloads. */
    static final int CALLERS = 8;

    /** Below this a namespace of a hundred does not fit. */
    private static final int LEAST_ROWS = 100;

    /** What is measured on one database. */
    @FunctionalInterface
    interface Body {
        void measure(AgentCalls calls) throws Exception;
    }

    /** On a database of its own, empty but for the workspace. */
    static void on(Run run, Backend backend, Body body) throws Exception {
        try (Backend.Database database = backend.create()) {
            database.cairn().workspaces().ensure(SampleData.WORKSPACE);
            body.measure(new AgentCalls(run, backend, database));
        }
    }

    /** 10^3, 10^4 and 10^5 for the usual number of samples; ascending. */
    static int[] scales(int samples) {
        return IntStream.of(samples / 10, samples, samples * 10)
                .map(rows -> Math.max(LEAST_ROWS, rows))
                .distinct()
                .toArray();
    }

    /** A number below {@code count}, the same in every run, neighbours far apart. */
    static int pick(long n, int count) {
        long h = (n + 1) * 0x9E3779B97F4A7C15L;
        return (int) Long.remainderUnsigned((h ^ h >>> 32) * 0xD6E8FEB86659FD93L >>> 16, count);
    }

    CairnWorkspace workspace() {
        return database.cairn().workspace(SampleData.WORKSPACE);
    }

    Tasks tasks() {
        return workspace().tasks();
    }

    /** As many calls as the published run made, one after the other. */
    AgentFigure asPublished(String name, int rows, int calls) {
        return new AgentFigure(this, name + ", as published", rows, 1, calls);
    }

    /** Enough calls for the tail, by eight callers. */
    AgentFigure corrected(String name, int rows, int calls) {
        return new AgentFigure(this, name + ", corrected", rows, CALLERS, calls);
    }

    Result.Builder result(String name) {
        return Result.of(OriginStorage.NAME, backend.name(), name)
                .durability(database.cairn().store().description().durability());
    }
}
