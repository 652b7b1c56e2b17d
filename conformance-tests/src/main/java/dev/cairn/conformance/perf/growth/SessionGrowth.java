package dev.cairn.conformance.perf.growth;

import dev.cairn.CairnWorkspace;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Load;
import dev.cairn.conformance.perf.Load.Threads;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Sample;
import dev.cairn.conformance.perf.SampleData;
import dev.cairn.logic.Limits;
import dev.cairn.logic.session.AppendMode;
import dev.cairn.logic.session.NewEvent;
import dev.cairn.logic.session.NewSession;
import dev.cairn.model.EventQuery;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** What it costs to append one event to a session that has many, beside one that has few, in turn. */
final class SessionGrowth {
    private static final int FEW = 100;

    /** Of one round, so that what has few stays small. */
    private static final int APPENDS = 50;

    private final Run run;
    private final CairnWorkspace workspace;

    private SessionGrowth(Run run, CairnWorkspace workspace) {
        this.run = run;
        this.workspace = workspace;
    }

    static void measure(Run run, Backend backend, int events) throws Exception {
        try (Backend.Database database = backend.create()) {
            database.cairn().workspaces().ensure(SampleData.WORKSPACE);
            new SessionGrowth(run, database.cairn().workspace(SampleData.WORKSPACE)).measure(backend, database, events);
        }
    }

    private void measure(Backend backend, Backend.Database database, int events) throws Exception {
        run.doing("growth " + backend.name() + ": a session of " + events + " events");
        fill("many", events);
        Histogram large = Sample.newHistogram();
        Histogram small = Sample.newHistogram();
        int rounds = 3 * run.rounds();
        for (int round = -rounds; round < rounds; round++) {
            // a new one each time: it would not stay small
            String few = "few-" + (round + rounds);
            fill(few, FEW);
            Sample there = append(few);
            Sample here = append("many");
            if (round >= 0) {
                large.add(here.histogram());
                small.add(there.histogram());
            }
        }
        long expected = events + 2L * rounds * APPENDS;
        long stored = workspace.sessions().events("many", EventQuery.ALL, 1).lastSequence();
        if (stored != expected) {
            throw new IllegalStateException(expected + " events were acknowledged, the last is " + stored);
        }
        double p50 = large.getValueAtPercentile(50);
        double floor = small.getValueAtPercentile(50);
        run.add(Result.of("growth", backend.name(), "growth of append of one event")
                .rows(events)
                .threads(1)
                .durability(database.cairn().store().description().durability())
                .value(p50 / floor, "x")
                .note(String.format(
                        Locale.ROOT,
                        "target 1.3; p50 %,.1f us in a session of %,d events, %,.1f us in one of %d to %d, measured in turn",
                        p50 / 1e3,
                        events,
                        floor / 1e3,
                        FEW,
                        FEW + APPENDS)));
    }

    private Sample append(String session) throws Exception {
        return Load.counted(
                        1,
                        Threads.PLATFORM,
                        APPENDS,
                        Load.Callers.shared(n -> workspace.sessions().append(session, event())))
                .requireClean();
    }

    private void fill(String session, int events) {
        workspace.sessions().create(NewSession.of("bench", "ada").withId(session));
        for (int left = events; left > 0; left -= Limits.EVENT_BATCH) {
            List<NewEvent> batch = new ArrayList<>();
            for (int i = 0; i < Math.min(left, Limits.EVENT_BATCH); i++) {
                batch.add(event());
            }
            workspace.sessions().append(session, batch, AppendMode.ANY_ORDER);
        }
    }

    private static NewEvent event() {
        return NewEvent.message("user", SampleData.message());
    }
}
