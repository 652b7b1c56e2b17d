package dev.cairn.bench.http;

import dev.cairn.bench.http.client.HttpLoad;
import dev.cairn.bench.http.client.Requests;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Sample;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/** Figures of the workloads of agents over HTTP: so many requests on eight connections, after as many to warm up. */
final class OriginFigures {
    static final int CONNECTIONS = 8;
    static final int SAMPLES = 10_000;
    private static final String NOT_OVER_HTTP = "published: without a server, in memory, one caller";

    private final OriginContext context;

    OriginFigures(OriginContext context) {
        this.context = context;
    }

    /** What is sent, and what was published for it. */
    record Figure(String name, long rows, int count, String published) {}

    int samples() {
        return context.scaled(SAMPLES);
    }

    /**
     * Each number is given to the requests once, from 0 on, warm-up included.
     *
     * @return how many requests were answered in all
     */
    long measure(Figure figure, Requests requests) throws Exception {
        context.doing(figure.name());
        long warmUp = figure.count();
        try (HttpLoad load = new HttpLoad(context.address(), CONNECTIONS)) {
            load.counted(warmUp, requests).requireClean();
            Sample sample = load.counted(figure.count(), n -> requests.request(warmUp + n))
                    .requireClean();
            add(figure, CONNECTIONS, sample);
        }
        return warmUp + figure.count();
    }

    /** Many connections send one request each, all at once; again and again. */
    void together(Figure figure, int connections, Requests requests) throws Exception {
        context.doing(figure.name());
        Histogram walls = Sample.newHistogram();
        long nanos = 0;
        long sent = 0;
        try (HttpLoad load = new HttpLoad(context.address(), connections)) {
            load.counted(figure.count(), requests).requireClean();
            while (sent < figure.count()) {
                long first = sent;
                Sample sample = load.counted(connections, n -> requests.request(first + n))
                        .requireClean();
                walls.recordValue(sample.nanos());
                nanos += sample.nanos();
                sent += connections;
            }
        }
        Sample whole = new Sample(sent, nanos, 0, walls, null);
        context.run()
                .add(result(figure, connections, whole)
                        .value(walls.getMean() / 1e6, "ms until all are answered")
                        .note("the latencies are those of all together"));
    }

    void add(Figure figure, int connections, Sample sample) {
        context.run().add(result(figure, connections, sample));
    }

    private Result.Builder result(Figure figure, int connections, Sample sample) {
        return context.result(figure.name() + " over HTTP", connections)
                .rows(figure.rows())
                .rate(sample.perSecond())
                .latency(sample)
                .published(figure.published())
                .note(String.format(
                        Locale.ROOT, "%,d counted after a warm-up; verified afterwards", sample.operations()))
                .note(NOT_OVER_HTTP);
    }
}
