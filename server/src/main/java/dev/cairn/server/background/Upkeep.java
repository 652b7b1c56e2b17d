package dev.cairn.server.background;

import dev.cairn.Cairn;
import dev.cairn.CairnWorkspace;
import dev.cairn.error.NotFound;
import dev.cairn.error.StoreException;
import dev.cairn.logic.PageRequest;
import dev.cairn.model.Page;
import dev.cairn.model.Workspace;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks after every workspace in turns, on one thread: executions whose recorder is gone, tasks that are due, artifacts past
 * their retention, content that nothing links, entries of the audit to be sealed, old feed lines, deletions that were cut
 * short. Each part is repeatable and may fail alone.
 */
public final class Upkeep implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration PRODUCER_SILENCE = Duration.ofDays(90);
    /** Until then what was deleted can be restored, and versions go on. */
    private static final Duration MEMORY_DELETED = Duration.ofDays(90);

    private static final int PAGE = 200;
    private static final int COMPACT = 10_000;

    /**
     * @param interval between two rounds
     * @param startupGrace how long lost executions are left alone after the start: while the server was away nobody could
     *     renew a lease
     * @param contentGrace how long content may stay unlinked
     * @param feedKeep revisions to keep uncompacted; 0: all
     */
    public record Options(Duration interval, Duration startupGrace, Duration contentGrace, long feedKeep) {}

    private final Cairn cairn;
    private final Options options;
    private final MeterRegistry meters;
    private final CountDownLatch stopped = new CountDownLatch(1);
    private @Nullable Thread thread;

    public Upkeep(Cairn cairn, Options options, MeterRegistry meters) {
        this.cairn = cairn;
        this.options = options;
        this.meters = meters;
    }

    public void start() {
        thread = Thread.ofVirtual().name("cairn-upkeep").start(this::run);
    }

    private void run() {
        long judgeFrom = System.nanoTime() + options.startupGrace().toNanos();
        try {
            do {
                round(System.nanoTime() >= judgeFrom);
            } while (!stopped.await(options.interval().toNanos(), TimeUnit.NANOSECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Everything once. */
    void round(boolean judge) {
        part("resume_deletions", () -> cairn.workspaces().resumeDeletions());
        for (Workspace entry : workspaces()) {
            if (stopped.getCount() == 0) {
                return;
            }
            CairnWorkspace workspace = cairn.workspace(entry.id());
            if (judge) {
                part("close_lost", () -> workspace.reconciler().closeLost());
            }
            part("tasks", () -> workspace.tasks().upkeep().run());
            part("expire_artifacts", () -> workspace.retention().expireArtifacts());
            part(
                    "collect_content",
                    () -> workspace
                            .retention()
                            .collectContent(options.contentGrace())
                            .blobs());
            part("seal_audit", () -> workspace.audit().sealAll());
            part("forget_producers", () -> workspace.retention().forgetProducers(PRODUCER_SILENCE));
            part("expire_memories", () -> workspace.memories().upkeep().expire());
            part("forget_memories", () -> workspace.memories().upkeep().forget(MEMORY_DELETED));
            if (options.feedKeep() > 0) {
                part("compact_feed", () -> compact(workspace));
            }
        }
    }

    private long compact(CairnWorkspace workspace) {
        long through = workspace.changes().head().revision() - options.feedKeep();
        return through <= 0 ? 0 : cairn.store().maintenance().compactFeed(workspace.id(), through, COMPACT);
    }

    private List<Workspace> workspaces() {
        List<Workspace> all = new ArrayList<>();
        try {
            Page<Workspace> page = cairn.workspaces().list(PageRequest.first(PAGE));
            all.addAll(page.items());
            while (page.next() != null) {
                page = cairn.workspaces().list(new PageRequest(PAGE, page.next(), PageRequest.TotalMode.NONE));
                all.addAll(page.items());
            }
        } catch (StoreException e) {
            failed("list_workspaces", e);
        }
        return all.stream().filter(workspace -> !workspace.deleting()).toList();
    }

    @FunctionalInterface
    private interface Part {
        long run();
    }

    private void part(String name, Part part) {
        if (stopped.getCount() == 0) {
            return;
        }
        try {
            meters.counter("cairn.upkeep.items", "part", name).increment((double) part.run());
        } catch (NotFound e) {
            // the workspace was deleted meanwhile
            meters.counter("cairn.upkeep.items", "part", name).increment(0);
        } catch (RuntimeException e) {
            failed(name, e);
        }
    }

    private void failed(String name, RuntimeException e) {
        meters.counter("cairn.upkeep.failures", "part", name).increment();
        if (stopped.getCount() > 0) {
            LOG.warn("upkeep: {} failed and is tried again: {}", name, e.getMessage(), e);
        }
    }

    /** Lets the running part finish. */
    @Override
    public void close() {
        stopped.countDown();
        Thread running = thread;
        if (running != null) {
            try {
                if (!running.join(Duration.ofSeconds(10))) {
                    running.interrupt();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
