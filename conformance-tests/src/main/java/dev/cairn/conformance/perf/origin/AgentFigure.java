package dev.cairn.conformance.perf.origin;

import dev.cairn.conformance.perf.Load;
import dev.cairn.conformance.perf.Load.Threads;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Sample;
import dev.cairn.conformance.perf.WarmUp;
import java.time.Duration;
import java.util.Locale;
import org.HdrHistogram.Histogram;

/**
 * One figure to take. Calls warm up until the compiler is quiet, as a cold machine says nothing of the store; then exactly
 * so many are counted.
 */
final class AgentFigure {
    private static final WarmUp WARM_UP = new WarmUp(16, 60, Duration.ofMillis(100));
    /** Of calls between two looks at the clock while warming up: what they need must be there before. */
    private static final int WARM_UP_BATCH = 500;

    private static final Duration LONGEST_WARM_UP = Duration.ofMillis(150);

    private final AgentCalls where;
    private final String name;
    private final int rows;
    private final int calls;
    private int callers;
    private int batches = 1;
    private int units = 1;
    private boolean together;
    private String published = "";
    private String note = "";
    private Supply supply = count -> {};
    private long made;

    AgentFigure(AgentCalls where, String name, int rows, int callers, int calls) {
        this.where = where;
        this.name = name;
        this.rows = rows;
        this.callers = callers;
        this.calls = Math.max(1, calls);
    }

    /** Puts there what calls will use up. */
    @FunctionalInterface
    interface Supply {
        /** @param count of the calls that follow */
        void provide(int count) throws Exception;
    }

    AgentFigure callers(int count) {
        callers = count;
        return this;
    }

    /** All calls at once, so many times; what is told is how long it takes until the last has returned. */
    AgentFigure together(int times) {
        callers = calls;
        batches = Math.max(1, times);
        together = true;
        return this;
    }

    /** One call is worth so many operations; what is told is how long the call takes. */
    AgentFigure each(int operations) {
        units = operations;
        return this;
    }

    /** Called before each batch of calls, on no caller's time. */
    AgentFigure supplied(Supply of) {
        supply = of;
        return this;
    }

    /** What the origin published for it, or aimed at. */
    AgentFigure claim(String text) {
        published = text;
        return this;
    }

    AgentFigure note(String text) {
        note = text;
        return this;
    }

    /**
     * Each number is given to the call once, from 0 on, warm-up included.
     *
     * @return how many calls were made in all: as many must have left what they leave
     */
    long measure(Load.Call call) throws Exception {
        where.run().doing("origin " + where.backend().name() + ": " + name + " (" + rows + " rows)");
        warmUp(call);
        long before = made;
        Histogram all = Sample.newHistogram();
        long nanos = 0;
        for (int batch = 0; batch < batches; batch++) {
            Sample sample = batch(calls, call);
            nanos += sample.nanos();
            if (together) {
                all.recordValue(sample.nanos());
            } else {
                all.add(sample.histogram());
            }
        }
        Sample whole = new Sample(made - before, nanos, 0, all, null);
        Result.Builder result = where.result(name)
                .rows(rows)
                .threads(callers)
                .rate(whole.perSecond() * units)
                .latency(whole)
                .published(published)
                .note(note)
                .note(String.format(
                        Locale.ROOT, "%,d calls counted, after %,d to warm up", whole.operations(), before));
        if (together || units > 1) {
            result.value(all.getMean() / 1e6, together ? "ms until all have returned" : "ms for each call");
        }
        where.run().add(result);
        return made;
    }

    private Sample batch(int count, Load.Call call) throws Exception {
        supply.provide(count);
        long first = made;
        made += count;
        Threads threads = callers > AgentCalls.CALLERS ? Threads.VIRTUAL : Threads.PLATFORM;
        return Load.counted(Math.min(callers, count), threads, count, Load.Callers.shared(n -> call.run(first + n)))
                .requireClean();
    }

    private void warmUp(Load.Call call) throws Exception {
        Duration round = where.run().round().dividedBy(4);
        long length = Math.min(round.toNanos(), LONGEST_WARM_UP.toNanos());
        int most = together ? calls : units > 1 ? callers : Math.min(calls, WARM_UP_BATCH);
        WARM_UP.run(() -> {
            long began = System.nanoTime();
            do {
                batch(most, call);
            } while (System.nanoTime() - began < length);
        });
    }
}
