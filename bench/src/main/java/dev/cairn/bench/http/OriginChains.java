package dev.cairn.bench.http;

import dev.cairn.bench.http.OriginFigures.Figure;
import dev.cairn.bench.http.client.HttpConnection;
import dev.cairn.conformance.perf.Sample;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/** E.5 over HTTP: ten chains of a hundred tasks created, each in one request, and drained by eight workers. */
final class OriginChains {
    private static final int CHAINS = 10;
    private static final int LENGTH = 100;
    private static final int RUNS = 3;

    private final OriginContext context;
    private int runs;

    OriginChains(OriginContext context) {
        this.context = context;
    }

    void measure() throws Exception {
        HttpConnection connection = context.connection();
        long before = OriginTasks.count(connection, "completed");
        int length = context.scaled(LENGTH);
        Histogram latencies = Sample.newHistogram();
        long nanos = 0;
        context.doing("E.5 chains");
        createAndDrain(length, Sample.newHistogram());
        for (int run = 0; run < RUNS; run++) {
            nanos += createAndDrain(length, latencies);
        }
        long expected = (long) runs * CHAINS * length;
        long completed = OriginTasks.count(connection, "completed") - before;
        Api.require(completed == expected, completed + " completed of " + expected);
        Api.require(OriginTasks.count(connection, "blocked") == 0, "tasks are left blocked");
        int all = CHAINS * length;
        new OriginFigures(context)
                .add(
                        new Figure(
                                "E.5 10 chains of " + length + " by 8 workers",
                                all,
                                all,
                                "88 tasks/s, creation included"),
                        OriginFigures.CONNECTIONS,
                        new Sample((long) RUNS * all, nanos, 0, latencies, null));
    }

    /** Latencies are those of a claim with its completion. */
    private long createAndDrain(int length, Histogram latencies) throws Exception {
        int run = runs++;
        long began = System.nanoTime();
        for (int chain = 0; chain < CHAINS; chain++) {
            create("r" + run + "-c" + chain + "-", length);
        }
        Sample drained = OriginTasks.workers(
                context,
                CHAINS * length,
                connection -> OriginTasks.complete(connection, OriginTasks.claim(connection, "chain")));
        latencies.add(drained.histogram());
        return System.nanoTime() - began;
    }

    private void create(String prefix, int length) throws IOException {
        String body = IntStream.range(0, length)
                .mapToObj(i -> OriginTasks.task(
                        "chain",
                        "\"id\":\"" + prefix + i + "\"," + (i == 0 ? "" : "\"after\":[\"" + prefix + (i - 1) + "\"],")))
                .collect(Collectors.joining(",", "[", "]"));
        context.connection().exchange(Api.json("POST", Api.WORKSPACE + "/task-batches", body, 200));
    }
}
