package dev.cairn.conformance.perf.growth;

import dev.cairn.conformance.perf.Load;
import dev.cairn.conformance.perf.Load.Threads;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Sample;
import dev.cairn.conformance.perf.SampleData;
import dev.cairn.conformance.perf.Stored;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.PageRequest.TotalMode;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.Position;
import dev.cairn.store.Capability;
import dev.cairn.store.ChangeFeed.ChangePage;
import dev.cairn.store.FeedFilter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** Everything measured at one size, by one caller. */
final class GrowthPoint {
    private static final int PAGE = 50;
    private static final int POLL = 1_000;
    private static final int BATCH = 100;

    /** Of one round: in memory they stay. */
    private static final int MOST_APPENDS = 300;

    /** A catch-up over everything would take minutes on a large one. */
    private static final int MOST_CHANGES = 500_000;

    /** Neighbours in time are far apart in what is asked for. */
    private static final long STRIDE = 7_919;

    private final Run run;
    private final String backend;
    private final GrowingDatabase grown;
    private final @Nullable GrowingDatabase control;
    private final String note;
    private final String durability;

    /** @param control the small one to compare with; null when this is as small */
    GrowthPoint(Run run, String backend, GrowingDatabase grown, @Nullable GrowingDatabase control, String note) {
        this.run = run;
        this.backend = backend;
        this.grown = grown;
        this.control = control;
        this.note = note;
        this.durability = grown.cairn().store().description().durability();
    }

    private interface Operation {
        Load.Call on(GrowingDatabase database);
    }

    void measure(double fillRate) throws Exception {
        add(result("fill")
                .rate(fillRate)
                .unit("executions")
                .note("transactions of 500 executions, each with a step and " + GrowingDatabase.LINES
                        + " lines of log, 4 callers; the long log included"));
        verify();
        compare(
                "point read",
                Long.MAX_VALUE,
                database -> n -> database.workspace().executions().get(database.id(n * STRIDE % database.size())));
        if (!grown.cairn().store().capabilities().contains(Capability.DURABLE)) {
            compare("a bare java.util.HashMap of the ids", Long.MAX_VALUE, GrowthPoint::bareMap);
        }
        compare("page of " + PAGE + ", first", Long.MAX_VALUE, database -> {
            PageRequest first = PageRequest.first(PAGE);
            return n -> database.workspace().executions().list(ExecutionFilter.ALL, first);
        });
        compare("page of " + PAGE + ", from the middle", Long.MAX_VALUE, database -> {
            PageRequest middle = new PageRequest(PAGE, middle(database), TotalMode.NONE);
            return n -> database.workspace().executions().list(ExecutionFilter.ALL, middle);
        });
        compare(
                "append " + BATCH + " lines to the long log",
                MOST_APPENDS,
                database -> n ->
                        database.workspace().logs().append(database.longLog(), SampleData.lines(n * BATCH, BATCH)));
        compare("append " + BATCH + " lines to a short log", MOST_APPENDS, database -> {
            AtomicLong next = new AtomicLong(1);
            return n -> database.workspace()
                    .logs()
                    .append(
                            database.id(next.getAndIncrement() * STRIDE % database.size()),
                            SampleData.lines(n * BATCH, BATCH));
        });
        statistics();
        catchUp();
        bytesAndReopen();
    }

    /** What the processor's caches leave of a point read that does nothing else. */
    private static Load.Call bareMap(GrowingDatabase database) {
        Map<String, Long> numbers = HashMap.newHashMap(Math.toIntExact(database.size()));
        for (long n = 0; n < database.size(); n++) {
            numbers.put(database.id(n), n);
        }
        return n ->
                require(numbers.containsKey(database.id(n * STRIDE % database.size())), "the map has not what was put");
    }

    private static String middle(GrowingDatabase database) {
        ExecutionFilter older =
                new ExecutionFilter(null, null, null, null, null, database.createdAt(database.size() / 2));
        String cursor = database.workspace()
                .executions()
                .list(older, PageRequest.first(1))
                .next();
        if (cursor == null) {
            throw new IllegalStateException("nothing lies before the middle");
        }
        return cursor;
    }

    private void verify() {
        long size = grown.size();
        long counted = grown.cairn()
                .store()
                .read(
                        SampleData.WORKSPACE,
                        "bench.count",
                        view -> view.executions().count(ExecutionFilter.ALL, Long.MAX_VALUE));
        require(counted == size, size + " executions were acknowledged, " + counted + " are stored");
        Execution some = grown.execution(STRIDE % size);
        require(grown.workspace().executions().get(some.id()).equals(some), "another execution than was stored");
        List<String> newest =
                grown.workspace().executions().list(ExecutionFilter.ALL, PageRequest.first(1)).items().stream()
                        .map(Execution::id)
                        .toList();
        require(newest.equals(List.of(grown.id(size - 1))), "the newest is not the last");
    }

    private static void require(boolean fact, String otherwise) {
        if (!fact) {
            throw new IllegalStateException("not what is to be measured: " + otherwise);
        }
    }

    private Result.Builder result(String name) {
        return Result.of("growth", backend, name)
                .rows(grown.size())
                .threads(1)
                .durability(durability)
                .note(note);
    }

    private void add(Result.Builder result) {
        run.add(result);
    }

    private void compare(String name, long most, Operation operation) throws Exception {
        run.doing("growth " + backend + ": " + name + " at " + grown.size());
        Load.Call here = operation.on(grown);
        Load.Call there = control == null ? null : operation.on(control);
        Tally large = new Tally();
        Tally small = new Tally();
        for (int round = -1; round < run.rounds(); round++) {
            Sample sample = once(most, here);
            Sample bare = there == null ? null : once(most, there);
            if (round >= 0) {
                large.add(sample);
                if (bare != null) {
                    small.add(bare);
                }
            }
        }
        Sample all = large.sample();
        add(result(name).rate(all.perSecond()).latency(all).note(longLog(name)));
        if (control != null) {
            double ratio = large.p50() / small.p50();
            add(result("growth of " + name)
                    .value(ratio, "x")
                    .note(String.format(
                            Locale.ROOT,
                            "target 1.5; p50 %,.1f us here, %,.1f us in a database of %,d executions, measured in turn",
                            large.p50() / 1e3,
                            small.p50() / 1e3,
                            control.size())));
        }
    }

    private String longLog(String name) {
        return name.contains("long log")
                ? String.format(Locale.ROOT, "it had %,d lines before", grown.longLogLines())
                : "";
    }

    private Sample once(long most, Load.Call call) throws Exception {
        return Load.closed(1, Threads.PLATFORM, run.round(), most, Load.Callers.shared(call))
                .requireClean();
    }

    /** Samples of one side, put together. */
    private static final class Tally {
        private final Histogram histogram = Sample.newHistogram();
        private long operations;
        private long nanos;

        void add(Sample sample) {
            histogram.add(sample.histogram());
            operations += sample.operations();
            nanos += sample.nanos();
        }

        Sample sample() {
            return new Sample(operations, nanos, 0, histogram, null);
        }

        double p50() {
            return histogram.getValueAtPercentile(50);
        }
    }

    private void statistics() throws Exception {
        Tally tally = new Tally();
        for (int round = 0; round < run.rounds(); round++) {
            tally.add(once(10, n -> grown.workspace().executions().statistics(ExecutionFilter.ALL)));
        }
        Sample all = tally.sample();
        add(result("statistics over all")
                .rate(all.perSecond())
                .latency(all)
                .note("grows with the executions: exact counts and percentiles over every one"));
    }

    private void catchUp() {
        Position at = Position.START;
        long changes = 0;
        long began = System.nanoTime();
        while (changes < MOST_CHANGES) {
            ChangePage page = grown.cairn().store().feed(SampleData.WORKSPACE).after(at, FeedFilter.ALL, POLL);
            if (page.changes().isEmpty()) {
                break;
            }
            changes += page.changes().size();
            at = page.next();
        }
        double rate = changes / ((System.nanoTime() - began) / 1e9);
        add(result("feed catch-up from the start")
                .rate(rate)
                .unit("changes")
                .note(String.format(Locale.ROOT, "%,d changes in pages of %,d", changes, POLL)));
    }

    private void bytesAndReopen() throws Exception {
        long bytes = Stored.bytes(grown.database());
        add(result("database bytes per execution")
                .value((double) bytes / grown.size(), "bytes")
                .note(String.format(
                        Locale.ROOT,
                        "%,d bytes in all, with the long log and all that was appended while measuring",
                        bytes)));
        if (grown.cairn().store().capabilities().contains(Capability.DURABLE)) {
            long nanos = grown.database().reopen();
            long before = System.nanoTime();
            grown.workspace().executions().get(grown.id(0));
            long ready = nanos + System.nanoTime() - before;
            add(result("reopen until the first read").value(ready / 1e6, "ms"));
        }
    }
}
