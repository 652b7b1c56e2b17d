package dev.cairn.bench.http;

import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Rounds;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Sample;
import java.util.Arrays;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Rounds of a workload without a floor, the first to warm up; errors are counted instead of ending the run. */
record Trials(double median, String spread, Sample whole) {
    private static final int MOST = 3;

    static Trials measure(Run run, Rounds.Round round) throws Exception {
        int rounds = Math.clamp(run.rounds(), 1, MOST);
        double[] rates = new double[rounds];
        Histogram histogram = Sample.newHistogram();
        long operations = 0;
        long nanos = 0;
        long errors = 0;
        Throwable first = null;
        round.run();
        for (int i = 0; i < rounds; i++) {
            Sample sample = round.run();
            rates[i] = sample.perSecond();
            histogram.add(sample.histogram());
            operations += sample.operations();
            nanos += sample.nanos();
            errors += sample.errors();
            first = first == null ? sample.firstError() : first;
        }
        Arrays.sort(rates);
        String spread = String.format(Locale.ROOT, "%,.0f to %,.0f", rates[0], rates[rounds - 1]);
        return new Trials(rates[rounds / 2], spread, new Sample(operations, nanos, errors, histogram, first));
    }

    Result.Builder into(Result.Builder result, int units) {
        return errors(result.rate(median * units).latency(whole).note("spread " + spread), whole.firstError());
    }

    /** Says which errors there were. */
    static Result.Builder errors(Result.Builder result, @Nullable Throwable first) {
        return first == null ? result : result.note("errors: " + first.getMessage());
    }
}
