package dev.cairn.bench.http;

import dev.cairn.bench.http.client.HttpLoad;
import dev.cairn.conformance.perf.Rounds;
import dev.cairn.conformance.perf.Sample;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** R3 and R4, record only: so many creates at once, once as published, then again and again. */
final class OriginBursts {
    private static final int BURSTS = 10;

    private final OriginContext context;
    private final AtomicLong acknowledged = new AtomicLong();

    OriginBursts(OriginContext context) {
        this.context = context;
    }

    private record Burst(String name, int size, String published, String note) {}

    void measure() throws Exception {
        List<Burst> bursts = List.of(
                new Burst(
                        "R3 20 creates at once",
                        20,
                        "20 of 20 in 1.26 s, 15.9/s",
                        "published: each request ran a script and slept a second, says nothing of storage"),
                new Burst(
                        "R4 100 creates at once",
                        100,
                        "0 of 100 succeeded",
                        "published: no cause given; each request held a thread of a small pool"),
                new Burst("R4 500 creates at once", 500, "\"500+ concurrent\"", "published: never measured"),
                new Burst("R4 1,000 creates at once", 1_000, "none", "not measured by the origin"));
        long before = Api.count(context.connection());
        for (Burst burst : bursts) {
            context.doing(burst.name());
            try (HttpLoad load = new HttpLoad(context.address(), burst.size())) {
                add(burst, OriginContext.AS_PUBLISHED, burst(load, burst.size()), "one burst, no process is run");
                Rounds.Round round = () -> burst(load, burst.size());
                Sample sum = sum(round);
                add(burst, OriginContext.CORRECTED, sum, BURSTS + " bursts after a warm-up, no process is run");
            }
        }
        long stored = Api.count(context.connection()) - before;
        Api.require(stored >= acknowledged.get(), acknowledged + " creates were answered, " + stored + " are stored");
    }

    private Sample burst(HttpLoad load, int size) throws Exception {
        Sample sample = load.counted(size, Api::create);
        acknowledged.addAndGet(sample.operations());
        return sample;
    }

    private static Sample sum(Rounds.Round round) throws Exception {
        Sample all = round.run();
        all = new Sample(0, 0, all.errors(), Sample.newHistogram(), all.firstError());
        for (int i = 0; i < BURSTS; i++) {
            Sample next = round.run();
            all.histogram().add(next.histogram());
            all = new Sample(
                    all.operations() + next.operations(),
                    all.nanos() + next.nanos(),
                    all.errors() + next.errors(),
                    all.histogram(),
                    all.firstError() == null ? next.firstError() : all.firstError());
        }
        return all;
    }

    private void add(Burst burst, String which, Sample sample, String how) {
        context.run()
                .add(Trials.errors(
                        context.result(burst.name() + which, burst.size())
                                .rate(sample.perSecond())
                                .latency(sample)
                                .published(burst.published())
                                .note(how)
                                .note(burst.note()),
                        sample.firstError()));
    }
}
