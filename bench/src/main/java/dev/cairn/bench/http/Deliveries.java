package dev.cairn.bench.http;

import dev.cairn.bench.http.client.Followers;
import dev.cairn.bench.http.client.Request;
import dev.cairn.bench.http.client.Requests;
import dev.cairn.conformance.perf.Sample;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntPredicate;
import java.util.function.IntUnaryOperator;
import java.util.function.LongFunction;
import java.util.stream.IntStream;
import org.HdrHistogram.Histogram;

/**
 * Numbered writes and who has got them. Latency begins right before the write is sent to the server, and ends when the
 * bytes of its event have been read; the first writes warm up and are only counted.
 */
final class Deliveries implements Followers.Listener, Requests {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int ALL = -1;
    private static final int NONE = -2;

    private final int followers;
    private final int writes;
    private final int warmUp;
    private final LongFunction<Request> request;
    private final IntUnaryOperator owner;
    private final AtomicLongArray sent;
    private final AtomicLongArray answered;
    private final byte[][] counts;
    private final long expected;
    private final Histogram sinceSent = Sample.newHistogram();
    private final Histogram sinceAnswer = Sample.newHistogram();
    private final AtomicLong delivered = new AtomicLong();

    private Deliveries(int followers, int writes, int warmUp, LongFunction<Request> request, IntUnaryOperator owner) {
        this.followers = followers;
        this.writes = writes;
        this.warmUp = warmUp;
        this.request = request;
        this.owner = owner;
        sent = new AtomicLongArray(writes);
        answered = new AtomicLongArray(writes);
        counts = new byte[followers][writes];
        expected = IntStream.range(0, writes).mapToLong(this::due).sum();
    }

    /** Every write is for every follower. */
    static Deliveries toAll(int followers, int writes, int warmUp, LongFunction<Request> request) {
        return new Deliveries(followers, writes, warmUp, request, number -> ALL);
    }

    /** Among the requests, {@code changes} says which are writes, for every follower. */
    static Deliveries among(
            int followers, int requests, int warmUp, LongFunction<Request> request, IntPredicate changes) {
        return new Deliveries(followers, requests, warmUp, request, number -> changes.test(number) ? ALL : NONE);
    }

    /** Each write is for one follower; round the circle. */
    static Deliveries toOneEach(int followers, int writes, int warmUp, LongFunction<Request> request) {
        return new Deliveries(followers, writes, warmUp, request, number -> number % followers);
    }

    /** All that is sent. */
    int requests() {
        return writes;
    }

    /** Requests that are delivered to somebody. */
    int changes() {
        return (int) IntStream.range(0, writes)
                .filter(number -> owner.applyAsInt(number) != NONE)
                .count();
    }

    @Override
    public Request request(long n) {
        return request.apply(n);
    }

    @Override
    public void sending(long n, long nanos) {
        sent.set((int) n, nanos);
    }

    @Override
    public void answered(long n, long nanos) {
        answered.set((int) n, nanos);
    }

    @Override
    public void delivered(int follower, int number, long nanos) {
        if (number >= writes) {
            return;
        }
        if (counts[follower][number] < Byte.MAX_VALUE) {
            counts[follower][number]++;
        }
        if (number >= warmUp) {
            sinceSent.recordValue(Math.max(0, nanos - sent.get(number)));
            long answer = answered.get(number);
            sinceAnswer.recordValue(answer == 0 ? 0 : Math.max(0, nanos - answer));
        }
        delivered.incrementAndGet();
    }

    private long due(int number) {
        return switch (owner.applyAsInt(number)) {
            case ALL -> followers;
            case NONE -> 0;
            default -> 1;
        };
    }

    long expected() {
        return expected;
    }

    /** Waits until all has come, or nothing more does. */
    void await() {
        long seen = -1;
        long since = System.nanoTime();
        while (delivered() < expected() && System.nanoTime() - since < PATIENCE.toNanos()) {
            if (delivered() != seen) {
                seen = delivered();
                since = System.nanoTime();
            }
            LockSupport.parkNanos(10_000_000);
        }
    }

    long delivered() {
        return delivered.get();
    }

    /** Deliveries that are missing, or came twice; only after {@link #await} and once the followers are closed. */
    long wrong() {
        long wrong = 0;
        for (int follower = 0; follower < followers; follower++) {
            for (int number = 0; number < writes; number++) {
                int to = owner.applyAsInt(number);
                wrong += Math.abs(counts[follower][number] - (to == ALL || to == follower ? 1 : 0));
            }
        }
        return wrong;
    }

    /** Deliveries as a sample: their latency since the write was sent. */
    Sample sample(long nanos, long errors) {
        return new Sample(sinceSent.getTotalCount(), nanos, errors, sinceSent, null);
    }

    /** Milliseconds from the answer to the write to the delivery; 0 where the delivery came first. */
    double sinceAnswerMillis(double percentile) {
        return sinceAnswer.getValueAtPercentile(percentile) / 1e6;
    }
}
