package dev.cairn.bench.http;

import dev.cairn.bench.http.client.Followers;
import dev.cairn.bench.http.client.HttpConnection;
import dev.cairn.bench.http.client.HttpLoad;
import dev.cairn.bench.http.client.Request;
import dev.cairn.bench.http.client.Transport;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Sample;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.locks.LockSupport;

/**
 * Followers, writes at a fixed rate, and what each follower got of them.
 *
 * @param perSecond writes
 * @param reading cores that reading the events kept busy, on the machine of the server
 */
record FollowerRun(Deliveries deliveries, Sample writes, Sample delivered, double perSecond, double reading) {
    private static final int WRITERS = 16;
    private static final Duration OPENING = Duration.ofSeconds(60);

    /** Longer than a heartbeat, by which the server notices at the latest that a follower is gone. */
    private static final Duration LEAVING = Duration.ofSeconds(20);

    /** A follower may be stuck on purpose. */
    private static final int LEFT = 1;

    /**
     * Waits until the server has noticed that earlier followers are gone; it does when it sends them something, so that
     * something is stored.
     */
    static void awaitNobody(HttpConnection connection) throws IOException {
        long began = System.nanoTime();
        while (followers(connection) > LEFT && System.nanoTime() - began < LEAVING.toNanos()) {
            connection.exchange(Api.create(0));
            LockSupport.parkNanos(100_000_000);
        }
    }

    private static double followers(HttpConnection connection) throws IOException {
        return connection
                .exchange(Request.get("/metrics"))
                .text()
                .lines()
                .filter(line -> line.startsWith("cairn_live_followers"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    /**
     * @param paths what each follower asks for
     * @param marker what stands before the number of a write in its event
     * @param perSecond writes, in an open loop
     */
    static FollowerRun measure(
            InetSocketAddress address,
            Transport transport,
            List<String> paths,
            String marker,
            Deliveries deliveries,
            double perSecond)
            throws Exception {
        Sample writes;
        long began;
        long nanos;
        int lost;
        double reading;
        try (HttpLoad load = new HttpLoad(address, WRITERS);
                Followers followers = new Followers(address, transport, paths, marker, deliveries)) {
            followers.awaitOpen(OPENING);
            began = System.nanoTime();
            Duration length = Duration.ofNanos((long) (deliveries.requests() * (1e9 / perSecond)));
            writes = load.open(perSecond, length, deliveries);
            deliveries.await();
            nanos = System.nanoTime() - began;
            lost = followers.lost();
            reading = (double) followers.processorNanos() / nanos;
        }
        long errors = deliveries.wrong() + writes.errors() + lost;
        Sample delivered = deliveries.sample(nanos, errors);
        return new FollowerRun(deliveries, writes, delivered, perSecond, reading);
    }

    double p99Millis() {
        return delivered.histogram().getValueAtPercentile(99) / 1e6;
    }

    Result.Builder into(Result.Builder result) {
        result.rate(deliveries.delivered() / (delivered.nanos() / 1e9))
                .unit("deliveries")
                .latency(delivered)
                .note(String.format(
                        Locale.ROOT,
                        "%,.0f requests/s in an open loop; latency from right before a write is sent to its event read;"
                                + " from the write's answer p99 %.1f ms; request p99 %.1f ms;"
                                + " reading took %.0f%% of a core",
                        perSecond,
                        deliveries.sinceAnswerMillis(99),
                        writes.histogram().getValueAtPercentile(99) / 1e6,
                        reading * 100))
                .note(
                        delivered.errors() == 0
                                ? "each follower got each change exactly once"
                                : String.format(
                                        Locale.ROOT,
                                        "%,d of %,d deliveries are missing or came twice",
                                        deliveries.wrong(),
                                        deliveries.expected()));
        return Trials.errors(result, writes.firstError());
    }
}
