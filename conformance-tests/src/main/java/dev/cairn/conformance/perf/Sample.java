package dev.cairn.conformance.perf;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * What a loop saw.
 *
 * @param operations that succeeded
 * @param nanos from the first call to the last return
 * @param errors operations that threw
 * @param histogram latencies of the successful ones in nanoseconds
 * @param firstError what the first failed one threw
 */
public record Sample(
        long operations,
        long nanos,
        long errors,
        Histogram histogram,
        @Nullable Throwable firstError) {
    /** Latencies are kept to three digits, up to ten minutes. */
    public static Histogram newHistogram() {
        return new Histogram(600_000_000_000L, 3);
    }

    public double perSecond() {
        return operations / (nanos / 1e9);
    }

    /** Where one call did several operations. */
    public Sample times(int each) {
        return new Sample(operations * each, nanos, errors, histogram, firstError);
    }

    /** @throws IllegalStateException when an operation failed: a figure that counts errors as work is none */
    public Sample requireClean() {
        if (errors > 0) {
            throw new IllegalStateException(errors + " operations failed, the first with " + firstError, firstError);
        }
        return this;
    }
}
