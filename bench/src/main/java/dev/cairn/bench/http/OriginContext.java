package dev.cairn.bench.http;

import dev.cairn.bench.http.client.HttpConnection;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Run;
import java.net.InetSocketAddress;
import java.time.Duration;

/**
 * A server to send the workloads of the origin to.
 *
 * @param connection for what is prepared and verified
 */
record OriginContext(Run run, String backend, InetSocketAddress address, HttpConnection connection, String durability) {
    static final String AS_PUBLISHED = ", as published";
    static final String CORRECTED = ", corrected";

    Result.Builder result(String name, int threads) {
        return Result.of("origin", backend, name).threads(threads).durability(durability);
    }

    void doing(String what) {
        run.doing("origin " + backend + ": " + what);
    }

    /** The length of a workload that lasts {@code rounds} rounds. */
    Duration rounds(int rounds) {
        return run.round().multipliedBy(rounds);
    }

    /** Of a count that is fixed by the origin: all of it, or less where rounds are shorter than a second. */
    int scaled(int count) {
        double share = Math.min(1, run.round().toNanos() / 1e9);
        return Math.max(1, (int) (count * share));
    }
}
