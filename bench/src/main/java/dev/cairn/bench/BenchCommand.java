package dev.cairn.bench;

import dev.cairn.bench.engine.Engines;
import dev.cairn.conformance.perf.Machine;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.report.Comparison;
import dev.cairn.conformance.perf.report.JsonReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cairn bench}. */
@Command(
        name = "cairn bench",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        description = {
            "Measures backends, each operation in turn with a floor: the same SQL on bare prepared statements, or a bare"
                    + " HTTP handler. Judge by the ratio: machines differ.",
            "",
            "Suites, and about how long each takes for one backend:",
            "  floor   the hot operations of the contract (3 min)",
            "  origin  the workloads that earlier systems published figures for, as published and corrected (15 min)",
            "  http    creates, reads, pages, logs at 1 to 1,000 connections (4 min)",
            "  feed    1 to 1,000 followers over SSE and WebSocket (4 min)",
            "  growth  10,000 to 1,000,000 executions, and bytes stored (10 min)",
            "  mixed   reads and writes together, memory and WAL bounded (5 min)",
            "  micro   mapping and serialization, time and bytes allocated (3 min; no backend)",
            ""
        },
        footer = {
            "",
            "PostgreSQL is CAIRN_TEST_POSTGRES_URL, else a container, else embedded binaries; fsync is on.",
            "Exit codes: 0 measured, 1 something could not be measured, 2 wrong usage, 3 --compare found a fall."
        })
final class BenchCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init") // set by picocli
    private CommandSpec spec;

    @Option(
            names = "--backend",
            paramLabel = "B",
            description = "memory, sqlite or postgres; may be repeated. Default: all.")
    private List<String> backends = Engines.NAMES;

    @Option(names = "--suite", paramLabel = "S", description = "One of the above; may be repeated. Default: floor.")
    private List<String> suites = List.of("floor");

    @Option(
            names = "--part",
            paramLabel = "P",
            description =
                    "Only this part of origin: list, mix, lives, calls, sessions, memories, graphs, queue, crowds,"
                            + " workers, chains, trees or http; may be repeated. Default: all.")
    private List<String> parts = Measurement.PARTS;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long each round lasts. Default: ${DEFAULT-VALUE}.")
    private double seconds = 2;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description = "Rounds, after three or more to warm up. Default: ${DEFAULT-VALUE}.")
    private int rounds = 5;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "How many executions growth ends with. Default: ${DEFAULT-VALUE}.")
    private long rows = 1_000_000;

    @Option(names = "--json", paramLabel = "FILE", description = "Write the figures here.")
    private @Nullable Path json;

    @Option(names = "--html", paramLabel = "FILE", description = "Write one page with plots here.")
    private @Nullable Path html;

    @Option(
            names = "--compare",
            paramLabel = "FILE",
            description = "Show this run beside an earlier one's JSON, and what fell by more than 20 %%.")
    private @Nullable Path compare;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description = "Where databases are put while measuring; its disk is what is measured."
                    + " Default: ${DEFAULT-VALUE}.")
    private Path directory = Path.of("cairn-bench");

    @Override
    public Integer call() throws IOException {
        check();
        List<Result> earlier =
                compare == null ? List.of() : JsonReport.read(compare).results();
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Map<String, @Nullable Object> machine = Machine.describe();
        machine.forEach((name, value) -> out.println(name + ": " + value));
        out.flush();
        long began = System.nanoTime();
        Run run = new Run(
                Duration.ofNanos((long) (seconds * 1e9)),
                rounds,
                doing -> {
                    err.printf("[%,6d s] %s%n", (System.nanoTime() - began) / 1_000_000_000, doing);
                    err.flush();
                },
                result -> {
                    out.println(Run.line(result));
                    out.flush();
                });
        Reports reports = new Reports(machine, run, json, html);
        Measurement measurement = new Measurement(run, directory, rows, parts, err);
        Thread interrupted = new Thread(() -> {
            measurement.close();
            reports.write();
        });
        Runtime.getRuntime().addShutdownHook(interrupted);
        boolean measured = measurement.all(backends, suites);
        Runtime.getRuntime().removeShutdownHook(interrupted);
        reports.write();
        if (!measured) {
            return 1;
        }
        return compare == null || !compared(new Comparison(earlier, run.results()), out) ? 0 : 3;
    }

    private void check() {
        for (String backend : backends) {
            if (!Engines.NAMES.contains(backend)) {
                throw wrong("--backend " + backend + ": there are " + String.join(", ", Engines.NAMES));
            }
        }
        for (String suite : suites) {
            if (!Measurement.SUITES.contains(suite)) {
                throw wrong("--suite " + suite + ": there are " + String.join(", ", Measurement.SUITES));
            }
        }
        for (String part : parts) {
            if (!Measurement.PARTS.contains(part)) {
                throw wrong("--part " + part + ": there are " + String.join(", ", Measurement.PARTS));
            }
        }
        if (!(seconds > 0 && seconds <= 3_600)) {
            throw wrong("--seconds must be above 0 and at most 3600");
        }
        if (rows < 10_000 || rows > 100_000_000) {
            throw wrong("--rows must be from 10000 to 100000000");
        }
        if (rounds < 1 || rounds > 1_000) {
            throw wrong("--rounds must be from 1 to 1000");
        }
        for (Path file : new Path[] {json, html}) {
            Path parent = file == null ? null : file.toAbsolutePath().getParent();
            if (parent != null && !Files.isDirectory(parent)) {
                throw wrong(file + ": there is no directory " + parent);
            }
        }
        if (compare != null && !Files.isReadable(compare)) {
            throw wrong("--compare " + compare + ": cannot be read");
        }
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    /** Whether something fell. */
    private static boolean compared(Comparison comparison, PrintWriter out) {
        out.println();
        out.println("Beside the earlier run (times as good as then; by the share of the floor where there is one):");
        comparison.lines().forEach(out::println);
        comparison.unmatched().forEach(name -> out.println("      new  " + name));
        out.flush();
        return comparison.fell();
    }
}
