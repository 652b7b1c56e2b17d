package dev.cairn.bench.http.client;

import dev.cairn.conformance.perf.Sample;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Kept connections to one server, driven by few threads. Loops run one at a time; the connections stay open between them.
 * A sample's first error tells how many of which status there were.
 */
public final class HttpLoad implements AutoCloseable {
    private static final Duration GRACE = Duration.ofSeconds(20);

    private final List<LoadThread> loops = new ArrayList<>();

    /** Connects. */
    public HttpLoad(InetSocketAddress address, int connections) throws IOException {
        this(address, connections, 1);
    }

    /** @param threads at most as many as connections */
    public HttpLoad(InetSocketAddress address, int connections, int threads) throws IOException {
        for (int i = 0; i < threads; i++) {
            loops.add(new LoadThread(address, connections / threads + (i < connections % threads ? 1 : 0)));
        }
    }

    /** Each connection sends the next request as soon as the last one is answered, until the time is over. */
    public Sample closed(Duration length, Requests requests) throws Exception {
        return closed(length, Long.MAX_VALUE, requests);
    }

    /** As above, but {@code most} requests at most, where what they store fills memory. */
    public Sample closed(Duration length, long most, Requests requests) throws Exception {
        AtomicLong next = new AtomicLong();
        return run((loop, began) -> loop.closed(
                requests,
                next,
                most,
                began + length.toNanos(),
                began + length.plus(GRACE).toNanos()));
    }

    /** Sends exactly {@code total} requests, each connection the next one as soon as it is free. */
    public Sample counted(long total, Requests requests) throws Exception {
        AtomicLong next = new AtomicLong();
        return run((loop, began) -> loop.closed(
                requests,
                next,
                total,
                Long.MAX_VALUE,
                began + Duration.ofMinutes(10).toNanos()));
    }

    /**
     * Requests are due at a fixed rate, whatever has become of earlier ones; one that finds no free connection waits for
     * it. Latency counts from when the request was due. Times are true to about 0.1 ms.
     */
    public Sample open(double perSecond, Duration length, Requests requests) throws Exception {
        double gap = 1e9 / perSecond;
        return run((loop, began) ->
                loop.open(requests, loops.indexOf(loop), loops.size(), began, gap, length.toNanos(), GRACE.toNanos()));
    }

    private interface Work {
        Tally run(LoadThread loop, long began) throws Exception;
    }

    private Sample run(Work work) throws Exception {
        List<Future<Tally>> running = new ArrayList<>();
        List<Tally> tallies = new ArrayList<>();
        try (ExecutorService executor = Executors.newThreadPerTaskExecutor(
                Thread.ofPlatform().name("load-", 0).daemon(true).factory())) {
            long began = System.nanoTime();
            for (LoadThread loop : loops) {
                running.add(executor.submit(() -> work.run(loop, began)));
            }
            for (Future<Tally> future : running) {
                tallies.add(future.get());
            }
            return Tally.sum(tallies, System.nanoTime() - began);
        }
    }

    @Override
    public void close() throws IOException {
        for (LoadThread loop : loops) {
            loop.close();
        }
    }
}
