package dev.cairn.bench.http;

import dev.cairn.bench.http.child.ServerProcess;
import dev.cairn.bench.http.client.HttpLoad;
import dev.cairn.bench.http.client.Requests;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Sample;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Each workload from one connection to many: closed loop, then open loop at half the rate of that. */
final class HttpScaling {
    private static final List<Integer> CONNECTIONS = List.of(1, 64, 500, 1_000);
    private static final List<Integer> OPEN = List.of(64, 1_000);
    private static final int OPEN_ROUNDS = 3;
    private static final int FEW = 2_000;

    private final Run run;
    private final String backend;
    private final ServerProcess server;
    private final HttpWorkloads workloads;

    HttpScaling(Run run, String backend, ServerProcess server, HttpWorkloads workloads) {
        this.run = run;
        this.backend = backend;
        this.server = server;
        this.workloads = workloads;
    }

    /** @param units what one answer counts for */
    private record Workload(String name, Requests requests, long most, int units, String unit) {
        boolean creates() {
            return name.equals("create");
        }
    }

    void measure() throws Exception {
        List<Workload> all = List.of(
                new Workload("create", Api::create, HttpWorkloads.MOST_CREATES, 1, ""),
                new Workload("point read", workloads::pointRead, Long.MAX_VALUE, 1, ""),
                new Workload("page of " + HttpWorkloads.PAGE, workloads::page, Long.MAX_VALUE, 1, ""),
                new Workload(
                        "log of " + HttpWorkloads.LINES + " lines",
                        workloads::log,
                        Long.MAX_VALUE,
                        HttpWorkloads.LINES,
                        "lines"));
        for (Workload workload : all) {
            for (int connections : CONNECTIONS) {
                try (HttpLoad load = new HttpLoad(server.address(), connections)) {
                    double rate = closed(workload, connections, load);
                    if (OPEN.contains(connections)) {
                        open(workload, connections, load, rate / 2);
                    }
                }
            }
        }
    }

    private Sample counted(Workload workload, Sample sample) {
        return workload.creates() ? workloads.created(sample) : sample;
    }

    private Result.Builder result(Workload workload, String loop, int connections) {
        Result.Builder result = Result.of("http", backend, workload.name() + ", " + loop)
                .threads(connections)
                .rows(workloads.rows())
                .durability(workloads.durability());
        return workload.unit().isEmpty() ? result : result.unit(workload.unit());
    }

    private double closed(Workload workload, int connections, HttpLoad load) throws Exception {
        run.doing("http " + backend + ": " + workload.name() + " at " + connections + " connections");
        long most = connections == 1 ? Math.min(FEW * 10L, workload.most()) : workload.most();
        Trials trials =
                Trials.measure(run, () -> counted(workload, load.closed(run.round(), most, workload.requests())));
        run.add(trials.into(result(workload, "closed loop", connections), workload.units()));
        return trials.median();
    }

    private void open(Workload workload, int connections, HttpLoad load, double perSecond) throws Exception {
        Duration length = run.round().multipliedBy(OPEN_ROUNDS);
        Sample sample = counted(workload, load.open(perSecond, length, workload.requests()));
        Result.Builder result = result(workload, "open loop", connections)
                .rate(sample.perSecond() * workload.units())
                .latency(sample)
                .note(String.format(Locale.ROOT, "%,.0f arrivals/s, half of the closed loop's rate", perSecond));
        run.add(Trials.errors(result, sample.firstError()));
    }
}
