package dev.cairn.conformance.perf.growth;

import dev.cairn.Cairn;
import dev.cairn.CairnWorkspace;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Load;
import dev.cairn.conformance.perf.Load.Threads;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.SampleData;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.JsonObject;
import dev.cairn.model.Step;
import dev.cairn.model.StepStatus;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** A database whose executions follow from their number, so that none has to be remembered. */
final class GrowingDatabase implements AutoCloseable {
    static final int LINES = 3;

    private static final int BATCH = 500;
    private static final int FILLERS = 4;
    private static final int LOG_BATCH = 1_000;
    private static final long REPORT_NANOS = 5_000_000_000L;

    /** The long log has a line for so many executions. */
    private static final int EXECUTIONS_PER_LINE = 10;

    private final Backend.Database database;
    private final Instant began = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(1, ChronoUnit.HOURS);
    private final JsonObject metadata = SampleData.execution().metadata();
    private long size;
    private long longLog;

    GrowingDatabase(Backend backend) throws Exception {
        database = backend.create();
        database.cairn().workspaces().ensure(SampleData.WORKSPACE);
    }

    Backend.Database database() {
        return database;
    }

    Cairn cairn() {
        return database.cairn();
    }

    CairnWorkspace workspace() {
        return cairn().workspace(SampleData.WORKSPACE);
    }

    long size() {
        return size;
    }

    /** The log of the first execution. */
    String longLog() {
        return id(0);
    }

    long longLogLines() {
        return longLog;
    }

    Instant createdAt(long n) {
        return began.plusMillis(n);
    }

    /** A UUID of version 7, in the order of creation. */
    String id(long n) {
        long random = (n + 1) * 0x9E37_79B9_7F4A_7C15L;
        random ^= random >>> 29;
        long high = (createdAt(n).toEpochMilli() << 16) | 0x7000L | (n & 0xFFF);
        return new UUID(high, (random & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L).toString();
    }

    /** One in ten failed. */
    Execution execution(long n) {
        boolean failed = n % 10 == 0;
        Instant created = createdAt(n);
        return new Execution(
                id(n),
                "build " + n,
                "mvn -B verify",
                "/work/checkout",
                failed ? ExecutionStatus.FAILED : ExecutionStatus.COMPLETED,
                failed ? 1 : 0,
                null,
                created,
                created.plusMillis(5),
                created.plusMillis(5_000 + n * 7_919 % 60_000),
                Map.of("CI", "true"),
                "user-" + n % 20,
                List.of(),
                metadata,
                1,
                1,
                0,
                false,
                1);
    }

    private Step step(long n) {
        Instant created = createdAt(n);
        return new Step(
                id(n),
                0,
                "compile",
                "",
                StepStatus.COMPLETED,
                0,
                null,
                false,
                null,
                created,
                created,
                created.plusMillis(4_000),
                metadata,
                false,
                1);
    }

    /** Fills it up to so many executions, each with a step and {@value #LINES} lines of log. */
    void fill(Run run, String what, long to) throws Exception {
        long from = size;
        long began = System.nanoTime();
        AtomicLong filled = new AtomicLong();
        AtomicLong reported = new AtomicLong(began);
        Load.counted(FILLERS, Threads.PLATFORM, (to - from + BATCH - 1) / BATCH, Load.Callers.shared(n -> {
                    long first = from + n * BATCH;
                    long end = Math.min(to, first + BATCH);
                    insert(first, end);
                    long done = filled.addAndGet(end - first);
                    long now = System.nanoTime();
                    long last = reported.get();
                    if (now - last > REPORT_NANOS && reported.compareAndSet(last, now)) {
                        double rate = done / ((now - began) / 1e9);
                        run.doing(String.format(
                                Locale.ROOT,
                                "%s: %,d of %,d executions, %,.0f/s, %,.0f s still",
                                what,
                                from + done,
                                to,
                                rate,
                                (to - from - done) / rate));
                    }
                }))
                .requireClean();
        size = to;
        lengthen();
    }

    private void insert(long from, long to) {
        cairn().store().write(SampleData.WORKSPACE, "bench.fill", tx -> {
            for (long n = from; n < to; n++) {
                tx.executions().insert(execution(n));
                tx.steps().insert(step(n));
                tx.logs().append(id(n), SampleData.lines(n * LINES, LINES));
            }
            return to - from;
        });
    }

    private void lengthen() {
        for (long goal = size / EXECUTIONS_PER_LINE; longLog < goal; longLog += LOG_BATCH) {
            workspace().logs().append(longLog(), SampleData.lines(longLog, LOG_BATCH));
        }
    }

    @Override
    public void close() throws Exception {
        database.close();
    }
}
