package dev.cairn.bench.micro;

import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Suite;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs the benchmarks of this package in a JVM of their own. They concern no backend: only the first run measures. */
public final class MicroSuite implements Suite {
    /** What stands for the backend. */
    public static final String BACKEND = "none";

    private static final int WARM_UPS = 3;
    private static final int ITERATIONS = 5;
    private static final String ALLOCATED = "gc.alloc.rate.norm";

    private final AtomicBoolean measured = new AtomicBoolean();
    private final String include;
    private final int forks;

    public MicroSuite() {
        this(MicroSuite.class.getPackageName().replace(".", "\\.") + "\\.", 1);
    }

    /**
     * @param include regular expression of benchmarks
     * @param forks 0 measures in this JVM, good for trying only
     */
    MicroSuite(String include, int forks) {
        this.include = include;
        this.forks = forks;
    }

    @Override
    public String name() {
        return "micro";
    }

    @Override
    public void run(Run run, Backend backend) throws Exception {
        if (measured.getAndSet(true)) {
            return;
        }
        run.doing("micro: in a JVM of its own");
        // iterations of a second at most: there are many, and what is measured takes microseconds
        TimeValue time =
                TimeValue.milliseconds(Math.max(1, Math.min(1_000, run.round().toMillis())));
        var options = new OptionsBuilder()
                .include(include)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(forks)
                // JMH and the SQLite driver use what newer JDKs warn of
                .jvmArgsAppend("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow")
                .threads(1)
                .warmupIterations(WARM_UPS)
                .warmupTime(time)
                .measurementIterations(ITERATIONS)
                .measurementTime(time)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .build();
        for (RunResult result : new Runner(options).run()) {
            add(run, result);
        }
    }

    private static void add(Run run, RunResult result) {
        String full = result.getParams().getBenchmark();
        String method = full.substring(full.lastIndexOf('.') + 1);
        String name = method.replaceAll("([a-z])([A-Z0-9])", "$1 $2")
                .replaceAll("([0-9])([A-Z])", "$1 $2")
                .toLowerCase(Locale.ROOT);
        var primary = result.getPrimaryResult();
        run.add(Result.of("micro", BACKEND, name)
                .threads(1)
                .value(primary.getScore(), "ns")
                .note(String.format(
                        Locale.ROOT,
                        "JMH, %d forks, %d iterations, 99.9%% error %.0f ns",
                        result.getParams().getForks(),
                        ITERATIONS,
                        primary.getScoreError())));
        // the profiler is missing where the JVM does not count allocations
        var allocated = result.getSecondaryResults().get(ALLOCATED);
        if (allocated != null) {
            run.add(Result.of("micro", BACKEND, name + ", allocation")
                    .threads(1)
                    .value(allocated.getScore(), "bytes allocated")
                    .note("per operation, all threads"));
        }
    }
}
