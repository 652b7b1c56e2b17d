package dev.cairn.bench.http;

import dev.cairn.bench.http.child.ServerProcess;
import dev.cairn.bench.http.client.HttpConnection;
import dev.cairn.bench.http.client.Request;
import dev.cairn.bench.http.client.Transport;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Suite;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;

/** From a write to its event at many followers of a workspace, also beside one that never reads; logs followed. */
public final class FeedSuite implements Suite {
    private static final List<Integer> FOLLOWERS = List.of(1, 100, 1_000);
    private static final int PER_SECOND = 200;
    private static final int BESIDE_STUCK = 100;
    private static final int LOGS = 500;
    private static final int ROUNDS = 5;
    private static final int BLOCK = 1_000;
    private static final int BLOCKS = 5;

    private int phase;

    @Override
    public String name() {
        return "feed";
    }

    @Override
    public void run(Run run, Backend backend) throws Exception {
        run.doing("feed " + backend.name() + ": starting a server");
        try (ServerProcess server = ServerProcess.cairn(backend.serverEnvironment());
                HttpConnection connection = new HttpConnection(server.address())) {
            Api.ensureWorkspace(connection);
            String durability = Api.durability(connection);
            for (Transport transport : Transport.values()) {
                run.doing("feed " + backend.name() + ": warming up " + transport.label());
                follow(run, server, transport, BESIDE_STUCK);
                for (int followers : FOLLOWERS) {
                    run.doing("feed " + backend.name() + ": " + followers + " followers over " + transport.label());
                    FollowerRun.awaitNobody(connection);
                    FollowerRun result = follow(run, server, transport, followers);
                    run.add(result.into(Result.of("feed", backend.name(), "delivery, " + transport.label())
                            .threads(followers)
                            .durability(durability)));
                }
                stuck(run, backend, server, connection, transport, durability);
            }
            logs(run, backend, server, connection, durability);
            run.add(Result.of("feed", backend.name(), "resident memory of the server after the suite")
                    .value(server.resident() / 1e6, "MB")
                    .note(String.format(Locale.ROOT, "peak %,.0f MB", server.residentPeak() / 1e6)));
        }
    }

    /** A warm-up of a round's length, at least a second of writes, then several rounds. */
    private static int warmUp(Run run) {
        return Math.max(PER_SECOND / 10, (int) (PER_SECOND * seconds(run.round())));
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

    private FollowerRun follow(Run run, ServerProcess server, Transport transport, int followers) throws Exception {
        String prefix = "p" + phase++ + "-";
        int warmUp = warmUp(run);
        Deliveries deliveries =
                Deliveries.toAll(followers, warmUp * (1 + ROUNDS), warmUp, n -> Api.create(n, Api.id(prefix, n)));
        return FollowerRun.measure(
                server.address(),
                transport,
                Collections.nCopies(followers, changes(transport)),
                "\"execution\":\"" + prefix,
                deliveries,
                PER_SECOND);
    }

    static String changes(Transport transport) {
        return Api.WORKSPACE + (transport == Transport.SSE ? "/changes/stream" : "/changes/ws");
    }

    /** The same followers without and with one that connects and never reads; both times after the same writes. */
    private void stuck(
            Run run,
            Backend backend,
            ServerProcess server,
            HttpConnection connection,
            Transport transport,
            String durability)
            throws Exception {
        run.doing("feed " + backend.name() + ": one stuck follower over " + transport.label());
        FollowerRun.awaitNobody(connection);
        block(connection);
        FollowerRun without = follow(run, server, transport, BESIDE_STUCK);
        FollowerRun.awaitNobody(connection);
        try (SocketChannel stuck = StuckFollower.open(server.address(), transport, changes(transport))) {
            block(connection);
            FollowerRun with = follow(run, server, transport, BESIDE_STUCK);
            run.add(with.into(
                    Result.of("feed", backend.name(), "delivery beside a stuck follower, " + transport.label())
                            .threads(BESIDE_STUCK)
                            .durability(durability)
                            .note(String.format(
                                    Locale.ROOT,
                                    "p99 %.2f ms, without it %.2f ms, in the same run",
                                    with.p99Millis(),
                                    without.p99Millis()))));
            Api.require(stuck.isOpen(), "the stuck follower");
        }
    }

    /** Large events, which fill what a connection buffers. */
    private void block(HttpConnection connection) throws Exception {
        for (int i = 0; i < BLOCKS; i++) {
            String prefix = "b" + phase++ + "-";
            StringBuilder body = new StringBuilder("[");
            for (int n = 0; n < BLOCK; n++) {
                body.append(n == 0 ? "" : ",").append(Api.execution(n, Api.id(prefix, n)));
            }
            connection.exchange(Request.post(Api.EXECUTIONS, body.append(']').toString()));
        }
    }

    /** Many logs followed at once, each of an execution that is given lines. */
    private void logs(Run run, Backend backend, ServerProcess server, HttpConnection connection, String durability)
            throws Exception {
        run.doing("feed " + backend.name() + ": " + LOGS + " logs followed");
        FollowerRun.awaitNobody(connection);
        String prefix = "l" + phase++ + "-";
        List<String> paths = new ArrayList<>();
        for (int i = 0; i < LOGS; i++) {
            String id = Api.id(prefix, i);
            connection.exchange(Api.create(i, id));
            paths.add(Api.EXECUTIONS + "/" + id + "/logs/stream");
        }
        int warmUp = warmUp(run);
        Deliveries deliveries = Deliveries.toOneEach(LOGS, warmUp * (1 + ROUNDS), warmUp, n -> {
            String line = "[{\"content\":\"" + Api.id(prefix, n) + " [INFO] Compiling source file Some"
                    + Long.toString(n * 2_654_435_761L, 36) + "Test.java to target/classes\"}]";
            return Api.append(Api.id(prefix, n % LOGS), line);
        });
        FollowerRun result = FollowerRun.measure(
                server.address(), Transport.SSE, paths, "\"content\":\"" + prefix, deliveries, PER_SECOND);
        run.add(result.into(Result.of("feed", backend.name(), "log lines followed")
                .threads(LOGS)
                .durability(durability)
                .note("one line a write, each log in turn")));
    }
}
