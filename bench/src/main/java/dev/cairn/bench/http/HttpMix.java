package dev.cairn.bench.http;

import dev.cairn.bench.http.child.ServerProcess;
import dev.cairn.bench.http.client.Followers;
import dev.cairn.bench.http.client.HttpConnection;
import dev.cairn.bench.http.client.HttpLoad;
import dev.cairn.bench.http.client.Request;
import dev.cairn.bench.http.client.Transport;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** The mix over HTTP with a thousand followers: at 200 changes a second, and as fast as it goes. */
final class HttpMix {
    private static final int ROWS = 1_000;
    private static final int FOLLOWERS = 1_000;
    private static final int CONNECTIONS = 64;
    private static final int CHANGES_PER_SECOND = 200;
    private static final int PACED_ROUNDS = 10;
    private static final int WARM_UP = 3;
    private static final int MOST = 600_000;

    private final Run run;
    private final String backend;
    private final Backend source;
    private final List<Request> gets = new ArrayList<>();
    private final List<Request> steps = new ArrayList<>();
    private final List<Request> newSteps = new ArrayList<>();
    private final Request page = Api.page(10);

    HttpMix(Run run, Backend source) {
        this.run = run;
        this.backend = source.name();
        this.source = source;
        for (int i = 0; i < ROWS; i++) {
            String id = Api.id("e-", i);
            gets.add(Api.get(id));
            steps.add(Api.steps(id));
            newSteps.add(Api.step(id));
        }
    }

    void measure() throws Exception {
        run.doing("mixed " + backend + ": starting a server, " + FOLLOWERS + " followers");
        try (ServerProcess server = ServerProcess.cairn(source.serverEnvironment());
                HttpConnection connection = new HttpConnection(server.address())) {
            Api.ensureWorkspace(connection);
            Api.fill(server.address(), "e-", ROWS);
            String durability = Api.durability(connection);
            warmUp(server);
            paced(server, connection, durability);
            closed(server, connection, durability);
        }
    }

    private Request request(long n, String prefix) {
        int row = Mix.pick(n, ROWS);
        return switch (Mix.operation(n)) {
            case LIST -> page;
            case GET -> gets.get(row);
            case STEPS -> steps.get(row);
            case CREATE -> Api.create(n, Api.id(prefix, n));
            case STEP -> newSteps.get(row);
        };
    }

    private void warmUp(ServerProcess server) throws Exception {
        run.doing("mixed " + backend + ": warming up");
        try (HttpLoad load = new HttpLoad(server.address(), CONNECTIONS)) {
            load.closed(run.round().multipliedBy(WARM_UP), MOST, n -> request(n, "w-"))
                    .requireClean();
        }
    }

    /** Followers of the whole workspace; what they are timed by are the creates, half of the changes. */
    private void paced(ServerProcess server, HttpConnection connection, String durability) throws Exception {
        double perSecond = CHANGES_PER_SECOND / 0.4;
        int total = (int) (perSecond * run.round().toNanos() / 1e9 * PACED_ROUNDS);
        int warmUp = total / 5;
        run.doing("mixed " + backend + ": " + FOLLOWERS + " followers, " + (int) perSecond + " requests/s");
        long before = Api.count(connection);
        Deliveries deliveries = Deliveries.among(
                FOLLOWERS,
                total,
                warmUp,
                n -> request(n, "m-"),
                number -> Mix.operation(number) == Mix.Operation.CREATE);
        FollowerRun result = FollowerRun.measure(
                server.address(),
                Transport.SSE,
                Collections.nCopies(FOLLOWERS, FeedSuite.changes(Transport.SSE)),
                "\"execution\":\"m-",
                deliveries,
                perSecond);
        long creates = deliveries.changes();
        Api.require(Api.count(connection) - before == creates, "not all of " + creates + " creates are stored");
        run.add(result.into(Result.of("mixed", backend, "60/40 over HTTP at 200 changes/s, delivery to SSE followers")
                .threads(FOLLOWERS)
                .durability(durability)));
        run.add(Result.of("mixed", backend, "60/40 over HTTP at 200 changes/s, requests")
                .threads(FOLLOWERS)
                .durability(durability)
                .rate(result.writes().perSecond())
                .latency(result.writes())
                .note("open loop; threads are the followers"));
        memory(server, "resident memory, 60/40 over HTTP at 200 changes/s with 1,000 followers");
    }

    /** Each follower on an execution of its own. */
    private void closed(ServerProcess server, HttpConnection connection, String durability) throws Exception {
        Duration length = run.round().multipliedBy(PACED_ROUNDS);
        run.doing("mixed " + backend + ": " + FOLLOWERS + " followers, closed loop at " + CONNECTIONS + " connections");
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < FOLLOWERS; i++) {
            paths.add(FeedSuite.changes(Transport.SSE) + "?execution=" + Api.id("e-", i % ROWS));
        }
        FollowerRun.awaitNobody(connection);
        long before = Api.count(connection);
        AtomicLong creates = new AtomicLong();
        AtomicLong delivered = new AtomicLong();
        Sample sample;
        int lost;
        try (HttpLoad load = new HttpLoad(server.address(), CONNECTIONS);
                Followers followers = new Followers(
                        server.address(),
                        Transport.SSE,
                        paths,
                        "\"execution\":\"e-",
                        (follower, number, nanos) -> delivered.incrementAndGet())) {
            followers.awaitOpen(Duration.ofSeconds(60));
            sample = load.closed(length, MOST, n -> {
                if (Mix.operation(n) == Mix.Operation.CREATE) {
                    creates.incrementAndGet();
                }
                return request(n, "c-");
            });
            lost = followers.lost();
        }
        long stored = Api.count(connection) - before;
        Api.require(
                sample.errors() > 0 || stored == creates.get(), creates + " creates were sent, " + stored + " stored");
        Result.Builder result = Result.of("mixed", backend, "60/40 over HTTP, closed loop, with SSE followers")
                .threads(CONNECTIONS)
                .durability(durability)
                .rate(sample.perSecond())
                .latency(sample)
                .note(String.format(
                        Locale.ROOT,
                        "%d s; 1,000 followers, each of one execution; %,d changes delivered, %d followers lost; %,d creates counted"
                                + " afterwards",
                        length.toSeconds(),
                        delivered.get(),
                        lost,
                        stored));
        run.add(Trials.errors(result, sample.firstError()));
        memory(server, "resident memory, 60/40 over HTTP in a closed loop with 1,000 followers");
    }

    private void memory(ServerProcess server, String name) throws Exception {
        run.add(Result.of("mixed", backend, name)
                .threads(FOLLOWERS)
                .value(server.resident() / 1e6, "MB")
                .note(String.format(Locale.ROOT, "peak %,.0f MB", server.residentPeak() / 1e6)));
    }
}
