package dev.cairn.conformance.perf.origin;

import dev.cairn.CairnWorkspace;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.SampleData;
import dev.cairn.logic.session.NewEvent;
import dev.cairn.logic.session.NewSession;
import dev.cairn.model.EventQuery;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Session;
import dev.cairn.model.SessionStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** E.1: sessions read and appended to; as published on one row, and on many with eight callers. */
final class AgentSessions implements OriginWorkload {
    private static final int PUBLISHED = 100;
    private static final int TOGETHER = 50;
    private static final int CALLERS = AgentCalls.CALLERS;
    private static final int BATCH = 1_000;

    private final int samples;

    AgentSessions(int samples) {
        this.samples = samples;
    }

    @Override
    public void measure(Run run, Backend backend) throws Exception {
        try (Backend.Database database = backend.create()) {
            database.cairn().workspaces().ensure(SampleData.WORKSPACE);
            AgentCalls calls = new AgentCalls(run, backend, database);
            asPublished(calls);
            corrected(calls, samples * 10);
        }
    }

    private static void asPublished(AgentCalls calls) throws Exception {
        CairnWorkspace workspace = calls.workspace();
        workspace.sessions().create(NewSession.of("app", "user").withId("sess_123"));
        calls.measure(
                "session get",
                1,
                new AgentCalls.Amount(1, PUBLISHED),
                n -> workspace.sessions().get("sess_123"),
                "p50 0.09, p95 0.11, p99 0.11 ms",
                "as published: one session, asked for again and again");
        for (int i = 0; i < TOGETHER; i++) {
            workspace.sessions().create(NewSession.of("app", "user_sess_" + i).withId("sess_" + i));
        }
        calls.measure(
                TOGETHER + " concurrent session reads",
                TOGETHER,
                new AgentCalls.Amount(TOGETHER, TOGETHER),
                n -> workspace.sessions().get("sess_" + n),
                "4 ms for all",
                "as published: each of fifty callers reads one session once");
        calls.measure(
                "event append",
                1,
                new AgentCalls.Amount(1, PUBLISHED),
                n -> workspace.sessions().append("sess_123", event()),
                "4,072/s",
                "as published: " + PUBLISHED + " events of about 150 bytes to one session, one by one, committed");
        long last = workspace.sessions().events("sess_123", EventQuery.ALL, 1).lastSequence();
        Preloaded.require(last == 2 * PUBLISHED, last + " events of " + 2 * PUBLISHED);
    }

    private void corrected(AgentCalls calls, int rows) throws Exception {
        CairnWorkspace workspace = calls.workspace();
        Instant began = Instant.now().truncatedTo(ChronoUnit.MICROS);
        for (int from = 0; from < rows; from += BATCH) {
            int first = from;
            calls.database().cairn().store().write(SampleData.WORKSPACE, "bench.fill", tx -> {
                for (int i = first; i < Math.min(rows, first + BATCH); i++) {
                    tx.sessions().insert(session(i, began.plusMillis(i)));
                }
                return rows;
            });
        }
        calls.measure(
                "session get",
                rows,
                new AgentCalls.Amount(CALLERS, samples),
                n -> workspace.sessions().get(id(n * 7_919 % rows)),
                "p50 0.09, p95 0.11, p99 0.11 ms",
                "corrected: keys at random, " + CALLERS + " callers");
        calls.measure(
                "session get, one caller",
                rows,
                new AgentCalls.Amount(1, samples),
                n -> workspace.sessions().get(id(n * 7_919 % rows)),
                "p50 0.09, p95 0.11, p99 0.11 ms",
                "corrected: keys at random");
        calls.measure(
                "event append",
                rows,
                new AgentCalls.Amount(CALLERS, samples),
                n -> workspace.sessions().append(id(n * 7_919 % rows), event()),
                "4,072/s",
                "corrected: to sessions at random, " + CALLERS + " callers, each append committed");
        calls.measure(
                "event append to one session",
                1,
                new AgentCalls.Amount(CALLERS, samples),
                n -> workspace.sessions().append("sess_0", event()),
                "4,072/s",
                "corrected: " + CALLERS + " callers, each append committed, no sequence left out");
        long last = workspace.sessions().events("sess_0", EventQuery.ALL, 1).lastSequence();
        Preloaded.require(last == 2L * samples, last + " events of " + 2L * samples);
    }

    private static String id(long n) {
        return "session-" + n;
    }

    private static Session session(int n, Instant created) {
        return new Session(
                id(n),
                "app-" + n % 5,
                "user-" + n % 1_000,
                "project-" + n % 50,
                SessionStatus.ACTIVE,
                JsonObject.EMPTY,
                created,
                created,
                null,
                null,
                1);
    }

    private static NewEvent event() {
        return NewEvent.message("user", SampleData.message());
    }
}
