package dev.cairn.bench.http;

import dev.cairn.bench.http.OriginFigures.Figure;
import dev.cairn.bench.http.client.Request;
import dev.cairn.conformance.perf.SampleData;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicLong;

/** E.1 over HTTP: sessions read and appended to, at random among many. */
final class OriginSessions {
    private static final String SESSIONS = Api.WORKSPACE + "/sessions";
    private static final int ROWS = 1_000;
    private static final int TOGETHER = 50;
    private static final String EVENT =
            "[{\"actor\":\"user\",\"content\":" + SampleData.message().text() + "}]";

    private final OriginContext context;
    private final OriginFigures figures;

    OriginSessions(OriginContext context) {
        this.context = context;
        this.figures = new OriginFigures(context);
    }

    void measure() throws Exception {
        int rows = context.scaled(ROWS);
        for (int i = 0; i < rows; i++) {
            context.connection()
                    .exchange(Request.post(
                            SESSIONS, "{\"id\":\"" + id(i) + "\",\"app\":\"app\",\"user\":\"user-" + i + "\"}"));
        }
        String get = "p50 0.09, p95 0.11, p99 0.11 ms";
        figures.measure(
                new Figure("E.1 session get", rows, figures.samples(), get),
                n -> Request.get(SESSIONS + "/" + id(Mix.pick(n, rows))));
        figures.together(
                new Figure("E.1 50 concurrent session reads", rows, figures.samples(), "4 ms for all"),
                TOGETHER,
                n -> Request.get(SESSIONS + "/" + id(Mix.pick(n, rows))));
        long appended = figures.measure(
                new Figure("E.1 event append", rows, figures.samples(), "4,072/s"), n -> append(id(Mix.pick(n, rows))));
        AtomicLong found = new AtomicLong();
        for (int i = 0; i < rows; i++) {
            found.addAndGet(last(id(i)));
        }
        Api.require(found.get() == appended, found + " events of " + appended);
        long before = last(id(0));
        long one = figures.measure(
                new Figure("E.1 event append to one session", 1, figures.samples(), "4,072/s"), n -> append(id(0)));
        Api.require(last(id(0)) == before + one, "not all " + one + " events are in the one session");
    }

    private static Request append(String id) {
        return Api.json("POST", SESSIONS + "/" + id + "/events", EVENT, 200);
    }

    private long last(String id) throws IOException {
        return context.connection()
                .get(SESSIONS + "/" + id + "/events?limit=1")
                .path("lastSequence")
                .asLong();
    }

    private static String id(long n) {
        return Api.id("s-", n);
    }
}
