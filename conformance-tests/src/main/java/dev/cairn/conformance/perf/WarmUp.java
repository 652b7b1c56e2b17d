package dev.cairn.conformance.perf;

import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;

/**
 * Rounds that are not counted, until the compiler is quiet.
 *
 * @param least rounds, however quiet it is
 * @param most rounds, however busy it is
 * @param pause at most, after each round, and no longer than the round: callers leave the compiler little of the machine, and
 *     what it works at counts only once it is done
 */
public record WarmUp(int least, int most, Duration pause) {
    /** Of the time of a round, spent compiling. */
    private static final double QUIET = 0.1;

    /** What is done again and again. */
    @FunctionalInterface
    public interface Round {
        void run() throws Exception;
    }

    public void run(Round round) throws Exception {
        boolean quiet = false;
        for (int i = 1; i <= least || (!quiet && i <= most); i++) {
            long began = System.nanoTime();
            long compiling = compilingMillis();
            round.run();
            Thread.sleep(Duration.ofNanos(Math.min(pause.toNanos(), System.nanoTime() - began)));
            quiet = (compilingMillis() - compiling) * 1e6 < QUIET * (System.nanoTime() - began);
        }
    }

    /** What all compiler threads of this process have taken so far; 0 where that is not told. */
    private static long compilingMillis() {
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        return compiler != null && compiler.isCompilationTimeMonitoringSupported()
                ? compiler.getTotalCompilationTime()
                : 0;
    }
}
