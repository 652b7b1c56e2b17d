package dev.cairn.bench.http;

import dev.cairn.bench.http.client.HttpConnection;
import dev.cairn.conformance.perf.Load;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * P1 and P1b: users who wait 100 ms after each answer, up to a hundred of them and down again. As published every list
 * holds all users; corrected it is a page.
 */
final class OriginUsers {
    private static final int USERS = 100;
    private static final int HALF = 50;
    private static final int STAGES = 4;
    private static final int ROUNDS = 20;
    private static final Duration THINK = Duration.ofMillis(100);
    private static final Duration LOOK = Duration.ofMillis(20);

    private final OriginContext context;

    OriginUsers(OriginContext context) {
        this.context = context;
    }

    void measure() throws Exception {
        measure(
                "P1 users, all in every list" + OriginContext.AS_PUBLISHED,
                "p1",
                true,
                "memory 254/s p95 517 ms; SQLite 183/s p95 806 ms",
                "published: lists of the whole table were 30% of the requests; its SQLite was in memory");
        measure(
                "P1b users, 50 a page" + OriginContext.CORRECTED,
                "p1b",
                false,
                "\"ultra-fast\" 310/s p95 2.71 ms",
                "published: timed answers of 404");
    }

    private void measure(String name, String workspace, boolean all, String published, String note) throws Exception {
        context.doing(name);
        UserRequests users = new UserRequests(context.connection(), workspace);
        AtomicLong created = new AtomicLong();
        Histogram lists = new ConcurrentHistogram(600_000_000_000L, 3);
        Sample sample = run(users, all, created, lists);
        long stored = users.count(context.connection()) - UserRequests.WARM_UP_USERS;
        Api.require(stored == created.get(), created + " creates were answered, " + stored + " are stored");
        Result.Builder result = context.result(name, USERS)
                .rows(stored + UserRequests.WARM_UP_USERS)
                .rate(sample.perSecond())
                .latency(sample)
                .published(published)
                .note(String.format(
                        Locale.ROOT,
                        "up to %d users, 100 ms between requests: at most 625/s; %d s instead of 120; lists p95 %.2f ms",
                        USERS,
                        context.rounds(ROUNDS).toSeconds(),
                        lists.getValueAtPercentile(95) / 1e6))
                .note(note)
                .note("executions stand in for users");
        context.run().add(Trials.errors(result, sample.firstError()));
    }

    /** Latencies are those of the requests alone. */
    private Sample run(UserRequests users, boolean all, AtomicLong created, Histogram lists) throws Exception {
        Histogram requests = new ConcurrentHistogram(600_000_000_000L, 3);
        long began = System.nanoTime();
        long length = context.rounds(ROUNDS).toNanos();
        List<HttpConnection> connections = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            connections.add(new HttpConnection(context.address()));
        }
        Sample turns = Load.closed(USERS, Load.Threads.VIRTUAL, context.rounds(ROUNDS), index -> {
            HttpConnection connection = connections.get(index);
            return n -> {
                if (index >= active(System.nanoTime() - began, length)) {
                    Thread.sleep(LOOK);
                    return;
                }
                long start = System.nanoTime();
                boolean list = request(users, connection, n, all, created);
                long took = System.nanoTime() - start;
                requests.recordValue(took);
                if (list) {
                    lists.recordValue(took);
                }
                Thread.sleep(THINK);
            };
        });
        for (HttpConnection connection : connections) {
            connection.close();
        }
        return new Sample(requests.getTotalCount(), turns.nanos(), turns.errors(), requests, turns.firstError());
    }

    /** Users after so much of the time: up to half, up to all, all, down to none. */
    private static int active(long now, long length) {
        double stage = (double) now / length * STAGES;
        if (stage < 1) {
            return (int) Math.ceil(HALF * stage);
        }
        if (stage < 2) {
            return HALF + (int) (HALF * (stage - 1));
        }
        return stage < 3 ? USERS : (int) (USERS * Math.max(0, STAGES - stage));
    }

    /** True when it was a list. */
    private static boolean request(
            UserRequests users, HttpConnection connection, long n, boolean all, AtomicLong created) throws Exception {
        int user = Mix.pick(n, UserRequests.WARM_UP_USERS);
        switch (Mix.tenth(n)) {
            case 0, 1, 2, 3 -> connection.exchange(users.get(user));
            case 4, 5, 6 -> {
                if (all) {
                    users.all(connection);
                } else {
                    connection.exchange(users.page());
                }
                return true;
            }
            case 7, 8 -> {
                connection.exchange(users.create("n-" + n));
                created.incrementAndGet();
            }
            default -> connection.exchange(users.change(user));
        }
        return false;
    }
}
