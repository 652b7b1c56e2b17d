package dev.cairn.conformance.perf;

import org.jspecify.annotations.Nullable;

/**
 * One measured figure. Null: does not apply.
 *
 * @param suite which part of the program measured it
 * @param name what was measured; with {@code suite}, {@code backend}, {@code threads} and {@code rows} it names the figure
 *     across runs
 * @param threads callers, or connections
 * @param rows executions stored when it was measured
 * @param durability as read back from the engine
 * @param rate operations (or what {@code unit} says) per second, median of the rounds
 * @param floorRate the same of the floor, measured in turn with it
 * @param ratio {@code rate / floorRate}
 * @param p50Us latency percentiles in microseconds, over all rounds
 * @param errors operations that failed
 * @param published what the origin documents claim for this workload
 * @param note what a reader must know: the spread, what the floor does, what the published figure measured
 * @param value a figure that is neither a rate nor a latency
 * @param unit of {@code value}, or of {@code rate} where that is not operations per second
 */
public record Result(
        String suite,
        String backend,
        String name,
        @Nullable Integer threads,
        @Nullable Long rows,
        @Nullable String durability,
        @Nullable Double rate,
        @Nullable Double floorRate,
        @Nullable Double ratio,
        @Nullable Double p50Us,
        @Nullable Double p95Us,
        @Nullable Double p99Us,
        @Nullable Double p999Us,
        @Nullable Long errors,
        @Nullable String published,
        @Nullable String note,
        @Nullable Double value,
        @Nullable String unit) {

    public static Builder of(String suite, String backend, String name) {
        return new Builder(suite, backend, name);
    }

    /** Puts a result together. */
    public static final class Builder {
        private final String suite;
        private final String backend;
        private final String name;
        private @Nullable Integer threads;
        private @Nullable Long rows;
        private @Nullable String durability;
        private @Nullable Double rate;
        private @Nullable Double floorRate;
        private @Nullable Sample latency;
        private @Nullable Long errors;
        private @Nullable String published;
        private @Nullable String note;
        private @Nullable Double value;
        private @Nullable String unit;

        private Builder(String suite, String backend, String name) {
            this.suite = suite;
            this.backend = backend;
            this.name = name;
        }

        public Builder threads(int count) {
            this.threads = count;
            return this;
        }

        public Builder rows(long count) {
            this.rows = count;
            return this;
        }

        public Builder durability(String readBack) {
            this.durability = readBack;
            return this;
        }

        public Builder rate(double perSecond) {
            this.rate = perSecond;
            return this;
        }

        public Builder floor(double perSecond) {
            this.floorRate = perSecond;
            return this;
        }

        /** Takes percentiles and errors. */
        public Builder latency(Sample sample) {
            this.latency = sample;
            this.errors = sample.errors();
            return this;
        }

        public Builder errors(long count) {
            this.errors = count;
            return this;
        }

        public Builder published(String claim) {
            this.published = claim;
            return this;
        }

        /** Adds a sentence. */
        public Builder note(String text) {
            if (!text.isEmpty()) {
                this.note = note == null ? text : note + "; " + text;
            }
            return this;
        }

        public Builder value(double figure, String itsUnit) {
            this.value = figure;
            this.unit = itsUnit;
            return this;
        }

        /** What {@code rate} counts, where not operations. */
        public Builder unit(String what) {
            this.unit = what;
            return this;
        }

        public Result build() {
            Double ratio = rate != null && floorRate != null && floorRate > 0 ? rate / floorRate : null;
            boolean timed = latency != null && latency.histogram().getTotalCount() > 0;
            return new Result(
                    suite,
                    backend,
                    name,
                    threads,
                    rows,
                    durability,
                    rate,
                    floorRate,
                    ratio,
                    timed ? micros(50) : null,
                    timed ? micros(95) : null,
                    timed ? micros(99) : null,
                    timed ? micros(99.9) : null,
                    errors,
                    published,
                    note,
                    value,
                    unit);
        }

        private @Nullable Double micros(double percentile) {
            return latency == null ? null : latency.histogram().getValueAtPercentile(percentile) / 1e3;
        }
    }
}
