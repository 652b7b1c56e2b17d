package dev.cairn.bench;

import dev.cairn.bench.engine.Engines;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.FloorSuite;
import dev.cairn.conformance.perf.Machine;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Suite;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code cairn bench}. */
@Command(name = "cairn bench", mixinStandardHelpOptions = true, description = "Measures backends beside their floors.")
final class BenchCommand implements Callable<Integer> {
    private static final List<Suite> SUITES = List.of(new FloorSuite());

    @Option(names = "--backend", description = "memory, sqlite or postgres; may be repeated. Default: all three.")
    private List<String> backends = Engines.NAMES;

    @Option(names = "--suite", description = "which part; may be repeated. Default: floor.")
    private List<String> suites = List.of("floor");

    @Option(names = "--seconds", description = "how long each round of each workload lasts. Default: 1.")
    private double seconds = 1;

    @Option(names = "--rounds", description = "rounds of each workload, after one to warm up. Default: 5.")
    private int rounds = 5;

    @Override
    public Integer call() throws Exception {
        Run run = new Run(Duration.ofNanos((long) (seconds * 1e9)), rounds, System.out::println);
        System.out.println(Machine.describe());
        for (String name : backends) {
            try (Backend backend = Engines.open(name, Files.createDirectories(Path.of("bench-data")))) {
                for (Suite suite : SUITES) {
                    if (suites.contains(suite.name())) {
                        suite.run(run, backend);
                    }
                }
            }
        }
        return 0;
    }
}
