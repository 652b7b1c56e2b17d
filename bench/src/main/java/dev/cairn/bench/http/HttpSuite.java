package dev.cairn.bench.http;

import dev.cairn.bench.http.child.ServerProcess;
import dev.cairn.bench.http.client.HttpConnection;
import dev.cairn.bench.http.client.HttpLoad;
import dev.cairn.bench.http.client.Request;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Rounds;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Suite;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Start-up; the operations of the API beside a bare handler over bare statements, and at 1 to 1,000 connections. */
public final class HttpSuite implements Suite {
    private static final int STARTS = 5;
    private static final int ROWS = 10_000;
    private static final int BESIDE_FLOOR = 64;

    /** Rounds: compiling the server's code on the cores that it is measured on takes seconds. */
    private static final int WARM_UP = 2;

    @Override
    public String name() {
        return "http";
    }

    @Override
    public void run(Run run, Backend backend) throws Exception {
        starts(run, backend);
        run.doing("http " + backend.name() + ": starting a server and a floor with " + ROWS + " executions each");
        try (ServerProcess server = ServerProcess.cairn(backend.serverEnvironment());
                ServerProcess floor = ServerProcess.floor(backend.serverEnvironment())) {
            HttpWorkloads workloads = HttpWorkloads.prepare(server.address(), ROWS);
            Api.fill(floor.address(), HttpWorkloads.PREFIX, ROWS);
            try (HttpConnection bare = new HttpConnection(floor.address())) {
                Api.verifyStored(bare, Api.id(HttpWorkloads.PREFIX, 7), 7);
            }
            beside(run, backend, workloads, server, floor);
            new HttpScaling(run, backend.name(), server, workloads).measure();
            workloads.verifyCreates();
            run.add(memory(backend, "resident memory of the server after the suite", server));
        }
    }

    static Result.Builder memory(Backend backend, String name, ServerProcess server) throws Exception {
        return Result.of("http", backend.name(), name)
                .value(server.resident() / 1e6, "MB")
                .note(String.format(Locale.ROOT, "peak %,.0f MB", server.residentPeak() / 1e6));
    }

    private static void starts(Run run, Backend backend) throws Exception {
        run.doing("http " + backend.name() + ": starts");
        double[] millis = new double[STARTS];
        for (int i = -1; i < STARTS; i++) {
            try (ServerProcess server = ServerProcess.cairn(backend.serverEnvironment())) {
                if (i >= 0) {
                    millis[i] = server.untilReady().toNanos() / 1e6;
                }
            }
        }
        Arrays.sort(millis);
        run.add(Result.of("http", backend.name(), "start to ready, empty store")
                .value(millis[STARTS / 2], "ms")
                .note(String.format(
                        Locale.ROOT,
                        "median of %d, %.0f to %.0f; the schema is made in it; %s",
                        STARTS,
                        millis[0],
                        millis[STARTS - 1],
                        System.getProperty("cairn.launcher") == null ? "java -cp" : "by the launcher")));
    }

    /** What the generator can do at all, then creates and point reads in turn with the floor. */
    private static void beside(
            Run run, Backend backend, HttpWorkloads workloads, ServerProcess server, ServerProcess floor)
            throws Exception {
        try (HttpLoad ours = new HttpLoad(server.address(), BESIDE_FLOOR);
                HttpLoad bare = new HttpLoad(floor.address(), BESIDE_FLOOR)) {
            run.doing("http " + backend.name() + ": what the generator can do");
            Request constant = Request.get("/health/live");
            Trials ceiling = Trials.measure(run, () -> bare.closed(run.round(), n -> constant));
            run.add(ceiling.into(
                            Result.of(
                                    "http", backend.name(), "generator against a bare handler that answers a constant"),
                            1)
                    .threads(BESIDE_FLOOR));

            run.doing("http " + backend.name() + ": warming up");
            for (HttpLoad load : List.of(ours, bare)) {
                load.closed(run.round().multipliedBy(WARM_UP), workloads::pointRead)
                        .requireClean();
            }
            run.doing("http " + backend.name() + ": create");
            Rounds creates = Rounds.measure(
                    run.rounds(),
                    () -> workloads.created(ours.closed(run.round(), HttpWorkloads.MOST_CREATES, Api::create)),
                    () -> bare.closed(run.round(), HttpWorkloads.MOST_CREATES, Api::create));
            run.add(creates.into(Result.of("http", backend.name(), "create"), 1)
                    .threads(BESIDE_FLOOR)
                    .rows(ROWS)
                    .durability(workloads.durability())
                    .note("closed loop; floor: bare Helidon handler, Jackson, " + floorOf(backend.name())));

            run.doing("http " + backend.name() + ": point read");
            Rounds reads = Rounds.measure(
                    run.rounds(),
                    () -> ours.closed(run.round(), workloads::pointRead),
                    () -> bare.closed(run.round(), workloads::pointRead));
            run.add(reads.into(Result.of("http", backend.name(), "point read"), 1)
                    .threads(BESIDE_FLOOR)
                    .rows(ROWS)
                    .durability(workloads.durability())
                    .note("closed loop; floor: bare Helidon handler, Jackson, " + readFloorOf(backend.name())));
        }
    }

    private static String floorOf(String backend) {
        return switch (backend) {
            case "sqlite" -> "the same statements, all that wait in one transaction";
            case "postgres" -> "the same statements, a transaction each on 16 connections";
            default -> "a map";
        };
    }

    private static String readFloorOf(String backend) {
        return backend.equals("memory") ? "a map" : "a bare prepared statement, 16 connections";
    }
}
