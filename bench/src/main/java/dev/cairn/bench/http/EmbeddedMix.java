package dev.cairn.bench.http;

import dev.cairn.Cairn;
import dev.cairn.CairnWorkspace;
import dev.cairn.conformance.perf.Load;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Sample;
import dev.cairn.conformance.perf.SampleData;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.execution.NewExecution;
import dev.cairn.logic.execution.NewStep;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.Page;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The mix on an open store, watched while it runs and counted afterwards. */
final class EmbeddedMix {
    private static final int ROWS = 1_000;
    private static final int STEPS = 4;
    private static final int LIST = 10;
    private static final int STEP_PAGE = 50;
    private static final long WATCH_MILLIS = 100;

    private final Cairn cairn;
    private final CairnWorkspace workspace;
    private final List<Execution> stored = SampleData.executions(ROWS);
    private final AtomicLong created = new AtomicLong(ROWS);
    private final AtomicLong steps = new AtomicLong();
    private volatile long mostLog;
    private volatile long mostHeap;

    EmbeddedMix(Cairn cairn) {
        this.cairn = cairn;
        this.workspace = cairn.workspace(SampleData.WORKSPACE);
        cairn.workspaces().ensure(SampleData.WORKSPACE);
        SampleData.fill(cairn, stored);
        for (Execution execution : stored) {
            for (int i = 0; i < STEPS; i++) {
                step(execution.id());
            }
        }
    }

    Result.Builder measure(String backend, int workers, Duration length) throws Exception {
        CountDownLatch over = new CountDownLatch(1);
        Thread watch = Thread.ofPlatform().name("watch").start(() -> watch(over));
        Sample sample = Load.closed(workers, Load.Threads.VIRTUAL, length, Load.Callers.shared(this::call));
        over.countDown();
        watch.join();
        String counted = verify();
        Result.Builder result = Result.of("mixed", backend, "60/40 embedded")
                .threads(workers)
                .rows(created.get())
                .durability(cairn.store().description().durability())
                .rate(sample.perSecond())
                .latency(sample)
                .note(String.format(
                        Locale.ROOT,
                        "%d s, one commit per write; heap of the program at most %,.0f MB; %s",
                        length.toSeconds(),
                        mostHeap / 1e6,
                        counted))
                .note(mostLog == 0 ? "" : String.format(Locale.ROOT, "write-ahead log at most %.1f MB", mostLog / 1e6));
        return Trials.errors(result, sample.firstError());
    }

    private void call(long n) {
        Execution execution = stored.get(Mix.pick(n, ROWS));
        switch (Mix.operation(n)) {
            case LIST -> {
                Page<Execution> page = workspace.executions().list(ExecutionFilter.ALL, PageRequest.first(LIST));
                Api.require(
                        page.items().size() == LIST,
                        "a page holds " + page.items().size());
            }
            case GET -> {
                Execution found = workspace.executions().get(execution.id());
                Api.require(found.name().equals(execution.name()), "another execution: " + found.name());
            }
            case STEPS -> {
                int found = workspace
                        .steps()
                        .list(execution.id(), PageRequest.first(STEP_PAGE))
                        .items()
                        .size();
                Api.require(found >= STEPS, "an execution has " + found + " steps");
            }
            case CREATE -> {
                workspace.executions().create(NewExecution.named("build " + n));
                created.incrementAndGet();
            }
            case STEP -> step(execution.id());
        }
    }

    private void step(String execution) {
        workspace.steps().create(NewStep.running(execution, "compile"));
        steps.incrementAndGet();
    }

    private void watch(CountDownLatch over) {
        try {
            do {
                mostLog = Math.max(
                        mostLog, cairn.store().maintenance().statistics().getOrDefault("wal_bytes", 0L));
                mostHeap = Math.max(
                        mostHeap,
                        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
            } while (!over.await(WATCH_MILLIS, TimeUnit.MILLISECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** All that was acknowledged is stored, and nothing else. */
    private String verify() {
        long count = cairn.store()
                .read(
                        SampleData.WORKSPACE,
                        "bench.count",
                        view -> view.executions().count(ExecutionFilter.ALL, Long.MAX_VALUE));
        long found = 0;
        for (Execution execution : stored) {
            found += workspace.executions().get(execution.id()).totalSteps();
        }
        Api.require(count == created.get(), created + " executions were acknowledged, " + count + " are stored");
        Api.require(found == steps.get(), steps + " steps were acknowledged, " + found + " are stored");
        return String.format(Locale.ROOT, "%,d executions and %,d steps counted afterwards", count, found);
    }
}
