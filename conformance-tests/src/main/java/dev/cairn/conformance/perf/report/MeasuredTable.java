package dev.cairn.conformance.perf.report;

import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.report.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The table of README.md that says how fast, made from the JSON of runs on one machine.
 *
 * <pre>{@code
 * MeasuredTable README.md REPORT.json...
 * }</pre>
 */
public final class MeasuredTable {
    private static final Section SECTION = new Section("measured");
    private static final List<String> BACKENDS = List.of("sqlite", "postgres", "memory");

    private MeasuredTable() {}

    /** What of a figure is shown. */
    enum Show {
        RATE,
        P99,
        VALUE
    }

    /** One row: which figure, and what of it. */
    record Row(
            String label,
            String suite,
            String name,
            @Nullable Integer threads,
            Show show) {
        Optional<Result> of(List<Result> results, String backend) {
            return results.stream()
                    .filter(result -> result.suite().equals(suite)
                            && result.backend().equals(backend)
                            && result.name().equals(name)
                            && (threads == null || Objects.equals(threads, result.threads())))
                    .reduce((earlier, later) -> later);
        }

        String cell(Result result) {
            Double ratio = result.ratio();
            return switch (show) {
                case RATE ->
                    result.rate() == null
                            ? ""
                            : rounded(result.rate())
                                    + (ratio == null ? "" : String.format(Locale.ROOT, " (%.2f)", ratio));
                case P99 -> result.p99Us() == null ? "" : rounded(result.p99Us() / 1_000) + " ms";
                case VALUE -> result.value() == null ? "" : rounded(result.value()) + " " + result.unit();
            };
        }
    }

    private static String rounded(double figure) {
        return String.format(Locale.ROOT, figure >= 100 ? "%,.0f" : figure >= 10 ? "%.1f" : "%.2f", figure);
    }

    static String render(List<Row> rows, List<Result> results) {
        StringBuilder table =
                new StringBuilder("| | ").append(String.join(" | ", BACKENDS)).append(" |\n|---|---|---|---|\n");
        for (Row row : rows) {
            List<String> cells = BACKENDS.stream()
                    .map(backend -> row.of(results, backend).map(row::cell).orElse(""))
                    .toList();
            if (cells.stream().anyMatch(cell -> !cell.isEmpty())) {
                table.append("| ")
                        .append(row.label())
                        .append(" | ")
                        .append(String.join(" | ", cells))
                        .append(" |\n");
            }
        }
        return table.toString();
    }

    public static void main(String[] args) throws IOException {
        if (args.length < 2) {
            System.err.println("usage: MeasuredTable README.md REPORT.json...");
            System.exit(2);
            return;
        }
        List<Result> results = new ArrayList<>();
        Object machine = "";
        for (String file : List.of(args).subList(1, args.length)) {
            JsonReport report = JsonReport.read(Path.of(file));
            results.addAll(report.results());
            machine = report.machine().get("processors") + " processors, "
                    + report.machine().get("jdk");
        }
        Path readme = Path.of(args[0]);
        String text = "Measured on " + machine + ".\n\n" + render(MeasuredRows.ALL, results);
        Files.writeString(readme, SECTION.replace(Files.readString(readme), text));
    }
}
