package dev.cairn.bench.http;

import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Suite;
import java.time.Duration;
import java.util.List;

/**
 * Six reads to four writes, each write a durable commit of its own: through the embedded entry, and over HTTP beside a
 * thousand followers.
 */
public final class MixedSuite implements Suite {
    static final int ROUNDS = 20;
    static final Duration LONGEST = Duration.ofSeconds(60);

    private static final List<Integer> WORKERS = List.of(8, 32, 128);

    @Override
    public String name() {
        return "mixed";
    }

    @Override
    public void run(Run run, Backend backend) throws Exception {
        Duration length = length(run);
        for (int workers : WORKERS) {
            run.doing("mixed " + backend.name() + ": " + workers + " workers for " + length.toSeconds() + " s");
            try (Backend.Database database = backend.create()) {
                run.add(new EmbeddedMix(database.cairn()).measure(backend.name(), workers, length));
            }
        }
        new HttpMix(run, backend).measure();
    }

    /** Twenty rounds, at most a minute. */
    private static Duration length(Run run) {
        Duration wanted = run.round().multipliedBy(ROUNDS);
        return wanted.compareTo(LONGEST) > 0 ? LONGEST : wanted;
    }
}
