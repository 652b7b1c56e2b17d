package dev.cairn.conformance.perf.report;

import dev.cairn.conformance.perf.Result;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A run beside an earlier one. Where both have a floor, what counts is the figure as a share of its floor, because the
 * machine may have become faster or slower; otherwise the figure itself.
 */
public final class Comparison {
    /** A figure that is worse by more than this has fallen. */
    private static final double TOLERANCE = 0.20;

    /**
     * One figure in both runs.
     *
     * @param change how many times as good as before; below 1 is worse
     */
    public record Line(String what, String basis, double before, double now, double change) {
        public boolean fell() {
            return change < 1 - TOLERANCE;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "%s %5.2fx  %s (%s %,.6g, was %,.6g)",
                    fell() ? "FELL" : "    ",
                    change,
                    what,
                    basis,
                    now,
                    before);
        }
    }

    private final List<Line> lines = new ArrayList<>();
    private final List<String> unmatched = new ArrayList<>();

    public Comparison(List<Result> before, List<Result> now) {
        Map<String, Result> known = new HashMap<>();
        before.forEach(result -> known.put(key(result), result));
        for (Result result : now) {
            Result old = known.get(key(result));
            Line line = old == null ? null : line(old, result);
            if (line == null) {
                unmatched.add(key(result));
            } else {
                lines.add(line);
            }
        }
    }

    private static String key(Result result) {
        return result.suite() + " " + result.backend() + ": " + result.name()
                + (result.threads() == null ? "" : ", " + result.threads() + " callers")
                + (result.rows() == null ? "" : ", " + result.rows() + " executions");
    }

    private static @Nullable Line line(Result old, Result now) {
        if (old.ratio() != null && now.ratio() != null) {
            return more(now, "of the floor", old.ratio(), now.ratio());
        }
        if (old.rate() != null && now.rate() != null) {
            return more(now, "per second", old.rate(), now.rate());
        }
        if (old.value() != null && now.value() != null && Objects.equals(old.unit(), now.unit())) {
            return less(now, String.valueOf(now.unit()), old.value(), now.value());
        }
        if (old.p50Us() != null && now.p50Us() != null) {
            return less(now, "us at p50", old.p50Us(), now.p50Us());
        }
        return null;
    }

    private static Line more(Result now, String basis, double before, double after) {
        return new Line(key(now), basis, before, after, after / before);
    }

    /** Of times, sizes and multiples, less is better. */
    private static Line less(Result now, String basis, double before, double after) {
        return new Line(key(now), basis, before, after, after == 0 ? 1 : before / after);
    }

    /** In the order of the present run. */
    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** Figures that the earlier run does not have. */
    public List<String> unmatched() {
        return List.copyOf(unmatched);
    }

    public boolean fell() {
        return lines.stream().anyMatch(Line::fell);
    }
}
