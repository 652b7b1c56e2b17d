package dev.cairn.conformance.perf;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Some rounds of one workload, and of its floor in turn with it, so that whatever else the machine does falls on both.
 * The first rounds warm up and are not counted, until the compiler is quiet: on two processors that are busy it needs
 * seconds, and it has more to do for the store than for its floor.
 */
public final class Rounds {
    private static final WarmUp WARM_UP = new WarmUp(3, 15, Duration.ofMillis(700));

    private final double[] rates;
    private final double[] floorRates;
    private final Sample whole;

    private Rounds(double[] rates, double[] floorRates, Sample whole) {
        this.rates = rates;
        this.floorRates = floorRates;
        this.whole = whole;
    }

    /** One round. */
    @FunctionalInterface
    public interface Round {
        Sample run() throws Exception;
    }

    /** @param floor null where there is none; both must run without errors */
    public static Rounds measure(int rounds, Round ours, @Nullable Round floor) throws Exception {
        double[] rates = new double[rounds];
        double[] floorRates = new double[floor == null ? 0 : rounds];
        Histogram histogram = Sample.newHistogram();
        long operations = 0;
        long nanos = 0;
        WARM_UP.run(() -> {
            ours.run().requireClean();
            if (floor != null) {
                floor.run().requireClean();
            }
        });
        for (int round = 0; round < rounds; round++) {
            Sample sample = ours.run().requireClean();
            rates[round] = sample.perSecond();
            histogram.add(sample.histogram());
            operations += sample.operations();
            nanos += sample.nanos();
            if (floor != null) {
                floorRates[round] = floor.run().requireClean().perSecond();
            }
        }
        return new Rounds(rates, floorRates, new Sample(operations, nanos, 0, histogram, null));
    }

    /** Operations per second. */
    public double median() {
        return median(rates);
    }

    /** Latencies and counts of all counted rounds. */
    public Sample whole() {
        return whole;
    }

    /** @param units how many units one operation is worth, such as lines of a batch */
    public Result.Builder into(Result.Builder result, double units) {
        result.rate(median() * units).latency(whole);
        if (floorRates.length > 0) {
            result.floor(median(floorRates) * units);
            result.note("spread " + spread(rates, units) + ", floor " + spread(floorRates, units));
        } else {
            result.note("spread " + spread(rates, units));
        }
        return result;
    }

    private static String spread(double[] rates, double units) {
        double[] sorted = rates.clone();
        Arrays.sort(sorted);
        return String.format(Locale.ROOT, "%,.0f to %,.0f", sorted[0] * units, sorted[sorted.length - 1] * units);
    }

    private static double median(double[] rates) {
        double[] sorted = rates.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
