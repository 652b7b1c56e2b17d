package dev.cairn.conformance.perf.origin;

import dev.cairn.CairnWorkspace;
import dev.cairn.conformance.perf.Backend;
import dev.cairn.conformance.perf.Load;
import dev.cairn.conformance.perf.Load.Threads;
import dev.cairn.conformance.perf.RecordedLife;
import dev.cairn.conformance.perf.Result;
import dev.cairn.conformance.perf.Run;
import dev.cairn.conformance.perf.Sample;
import dev.cairn.logic.PageRequest;
import dev.cairn.model.ExecutionFilter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** R5: six reads to four writes, each write a commit of its own, all of it found again afterwards. */
final class MixedWork implements OriginWorkload {
    private static final int[] WORKERS = {1, 8, 32, 128};
    private static final int PAGE = 10;
    private static final int ROUNDS = 3;

    /** The claim is of 30 seconds. */
    private static final Duration PUBLISHED_LENGTH = Duration.ofSeconds(30);

    private static final String CLAIM = "808.55 ops/s";

    @Override
    public void measure(Run run, Backend backend) throws Exception {
        asPublished(run, backend);
        for (int workers : WORKERS) {
            corrected(run, backend, workers);
        }
    }

    private static Duration length(Run run) {
        Duration wanted = run.round().multipliedBy(ROUNDS);
        return wanted.compareTo(PUBLISHED_LENGTH) < 0 ? wanted : PUBLISHED_LENGTH;
    }

    private static String seconds(Run run) {
        return String.format(
                Locale.ROOT, "for %.1f s instead of 30", length(run).toMillis() / 1e3);
    }

    /** What the figure can have measured: their files hold no trace of the writes. */
    private static void asPublished(Run run, Backend backend) throws Exception {
        run.doing("origin " + backend.name() + ": R5 as published");
        try (Preloaded stored = new Preloaded(backend, Preloaded.PUBLISHED)) {
            Sample sample = Load.closed(
                            1,
                            Threads.PLATFORM,
                            length(run),
                            Load.Callers.shared(n ->
                                    stored.workspace().executions().list(ExecutionFilter.ALL, PageRequest.first(PAGE))))
                    .requireClean();
            run.add(figure(stored, backend, "R5 as published: lists of 10 only", 1, sample)
                    .note("one sequential client that lists: 1.24 ms an operation is the latency of their list, and of"
                            + " their 9,700 writes nothing is in the files they left; theirs through HTTP, "
                            + seconds(run)));
        }
    }

    private static Result.Builder figure(Preloaded stored, Backend backend, String name, int workers, Sample sample) {
        return stored.result(backend, name)
                .rows(stored.size())
                .threads(workers)
                .rate(sample.perSecond())
                .latency(sample)
                .published(CLAIM);
    }

    private static void corrected(Run run, Backend backend, int workers) throws Exception {
        run.doing("origin " + backend.name() + ": R5, " + workers + " workers");
        try (Preloaded stored = new Preloaded(backend, Preloaded.PUBLISHED)) {
            ConcurrentLinkedQueue<Worker> all = new ConcurrentLinkedQueue<>();
            Sample sample = Load.closed(workers, Threads.VIRTUAL, length(run), index -> {
                        Worker worker = new Worker(stored);
                        all.add(worker);
                        return worker::step;
                    })
                    .requireClean();
            long writes = verify(stored, List.copyOf(all));
            run.add(figure(stored, backend, "R5 60% reads, 40% writes", workers, sample)
                    .note(
                            "corrected: lists of 10, reads by id and of steps; new executions, steps and artifact rows, each"
                                    + " a commit of its own; "
                                    + String.format(Locale.ROOT, "%,d writes, ", writes)
                                    + "all of them found afterwards; "
                                    + seconds(run)));
        }
    }

    /** Returns how many writes there were. */
    private static long verify(Preloaded stored, List<Worker> workers) {
        long executions = 0;
        long others = 0;
        for (Worker worker : workers) {
            executions += worker.written.size();
            for (Written each : worker.written) {
                int steps = stored.workspace().executions().get(each.id).totalSteps();
                int artifacts = stored.workspace()
                        .artifacts()
                        .list(each.id, PageRequest.first(PAGE))
                        .items()
                        .size();
                Preloaded.require(
                        steps == each.steps && artifacts == each.artifacts,
                        each.id + " has " + steps + " steps and " + artifacts + " artifacts, not " + each.steps
                                + " and " + each.artifacts);
                others += steps + artifacts;
            }
        }
        long count = stored.count();
        Preloaded.require(count == stored.size() + executions, count + " executions");
        return executions + others;
    }

    /** What one execution must hold at the end. */
    private static final class Written {
        private final String id;
        private int steps;
        private int artifacts;

        Written(String id) {
            this.id = id;
        }
    }

    /** One worker: of ten calls six read and four write. */
    private static final class Worker {
        private final Preloaded stored;
        private final CairnWorkspace workspace;
        private final List<Written> written = new ArrayList<>();
        private @Nullable Written current;
        private long calls;
        private long writes;

        Worker(Preloaded stored) {
            this.stored = stored;
            this.workspace = stored.workspace();
        }

        void step(long n) {
            switch ((int) (calls++ % 5)) {
                case 0 -> workspace.executions().list(ExecutionFilter.ALL, PageRequest.first(PAGE));
                case 2 -> workspace.executions().get(stored.pick(n));
                case 4 -> workspace.steps().list(stored.pick(n), PageRequest.first(PAGE));
                default -> write();
            }
        }

        private void write() {
            Written now = current;
            if (now == null || writes++ % 3 == 0) {
                now = new Written(RecordedLife.create(workspace));
                current = now;
                written.add(now);
            } else if (now.steps == now.artifacts) {
                RecordedLife.step(workspace, now.id);
                now.steps++;
            } else {
                RecordedLife.link(workspace, now.id, now.artifacts, stored.content());
                now.artifacts++;
            }
        }
    }
}
