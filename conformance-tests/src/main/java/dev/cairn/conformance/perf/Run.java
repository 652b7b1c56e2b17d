package dev.cairn.conformance.perf;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** One run of the program: how long to measure, and what has been measured. */
public final class Run {
    private final Duration round;
    private final int rounds;
    private final Consumer<String> progress;
    private final Consumer<Result> figures;
    private final List<Result> results = new CopyOnWriteArrayList<>();

    /**
     * @param round how long a round of one workload lasts
     * @param rounds of each workload, after some to warm up
     * @param progress told what is being done, one line each
     * @param figures given each result as soon as it is there
     */
    public Run(Duration round, int rounds, Consumer<String> progress, Consumer<Result> figures) {
        this.round = round;
        this.rounds = rounds;
        this.progress = progress;
        this.figures = figures;
    }

    public Duration round() {
        return round;
    }

    public int rounds() {
        return rounds;
    }

    /** Says what is being done now. */
    public void doing(String what) {
        progress.accept(what);
    }

    public void add(Result result) {
        results.add(result);
        figures.accept(result);
    }

    public void add(Result.Builder result) {
        add(result.build());
    }

    /** What has been measured so far; may be asked while measuring goes on. */
    public List<Result> results() {
        return List.copyOf(results);
    }

    /** A figure as one line of text. */
    public static String line(Result result) {
        StringBuilder line = new StringBuilder(result.suite())
                .append(' ')
                .append(result.backend())
                .append(": ")
                .append(result.name());
        if (result.threads() != null) {
            line.append(", ").append(result.threads()).append(result.threads() == 1 ? " caller" : " callers");
        }
        if (result.rows() != null) {
            line.append(String.format(Locale.ROOT, ", %,d rows", result.rows()));
        }
        if (result.rate() != null) {
            String unit = result.unit() == null || result.value() != null ? "" : " " + result.unit();
            line.append(String.format(Locale.ROOT, ": %,.0f%s/s", result.rate(), unit));
        }
        if (result.value() != null) {
            line.append(String.format(Locale.ROOT, ": %,.2f %s", result.value(), result.unit()));
        }
        if (result.ratio() != null) {
            line.append(String.format(Locale.ROOT, ", floor %,.0f/s, ratio %.2f", result.floorRate(), result.ratio()));
        }
        if (result.p50Us() != null) {
            line.append(String.format(
                    Locale.ROOT,
                    ", p50 %,.0f p95 %,.0f p99 %,.0f p99.9 %,.0f us",
                    result.p50Us(),
                    result.p95Us(),
                    result.p99Us(),
                    result.p999Us()));
        }
        if (result.errors() != null && result.errors() > 0) {
            line.append(", ").append(result.errors()).append(" ERRORS");
        }
        if (result.published() != null) {
            line.append(" (published: ").append(result.published()).append(')');
        }
        return line.toString();
    }
}
