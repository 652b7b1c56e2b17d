package dev.cairn.bench.http;

import dev.cairn.bench.http.client.HttpLoad;
import dev.cairn.bench.http.client.Request;
import dev.cairn.conformance.perf.Sample;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** R1 and R2: requests one after the other on one connection, ten as published, ten thousand after a warm-up. */
final class OriginRequests {
    private static final int PUBLISHED = 10;
    private static final int CORRECTED = 10_000;
    private static final int EXECUTIONS = 121;
    private static final int STEPS = 4;
    private static final int ARTIFACTS = 2;
    private static final int LIST = 10;

    private final OriginContext context;

    OriginRequests(OriginContext context) {
        this.context = context;
    }

    void measure() throws Exception {
        context.doing("R1, R2: " + EXECUTIONS + " executions with steps and artifacts");
        preload();
        String constant = "published: a constant, no storage behind it, ten samples";
        twice("R1 health, constant", Request.get("/health/live"), "avg 0.41 ms", constant);
        twice("R1 health, asks the store", Request.get("/health/ready"), "avg 0.41 ms", constant);
        Request list = Api.page(LIST);
        int items = context.connection().exchange(list).json().path("items").size();
        Api.require(items == LIST, "the list holds " + items);
        twice("R2 list of 10 of 121 over HTTP", list, "avg 1.33 ms", "published: ten samples");
    }

    private void preload() throws IOException {
        byte[] content = "BUILD SUCCESS\n".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < EXECUTIONS; i++) {
            String id = Api.id("o-", i);
            context.connection().exchange(Api.create(i, id));
            for (int step = 0; step < STEPS; step++) {
                context.connection().exchange(Api.step(id));
            }
            for (int artifact = 0; artifact < ARTIFACTS; artifact++) {
                String path = Api.EXECUTIONS + "/" + id + "/artifacts/upload?fileName=report-" + artifact + ".txt";
                context.connection().exchange(Request.upload(path, content));
            }
        }
        Api.require(Api.count(context.connection()) == EXECUTIONS, "not " + EXECUTIONS + " executions");
        int steps = context.connection()
                .exchange(Api.steps(Api.id("o-", EXECUTIONS - 1L)))
                .json()
                .path("items")
                .size();
        Api.require(steps == STEPS, "an execution has " + steps + " steps");
    }

    private void twice(String name, Request request, String published, String note) throws Exception {
        context.doing(name);
        try (HttpLoad load = new HttpLoad(context.address(), 1)) {
            add(name + OriginContext.AS_PUBLISHED, load.counted(PUBLISHED, n -> request), published, note);
            load.counted(context.scaled(CORRECTED) / 2, n -> request).requireClean();
            Sample sample = load.counted(context.scaled(CORRECTED), n -> request);
            add(name + OriginContext.CORRECTED, sample, published, note);
        }
    }

    private void add(String name, Sample sample, String published, String note) {
        context.run()
                .add(Trials.errors(
                        context.result(name, 1)
                                .rows(EXECUTIONS)
                                .value(sample.histogram().getMean() / 1e6, "ms on average")
                                .latency(sample)
                                .published(published)
                                .note(sample.operations() + " requests one after the other")
                                .note(note),
                        sample.firstError()));
    }
}
