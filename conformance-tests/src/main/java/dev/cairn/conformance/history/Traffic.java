package dev.cairn.conformance.history;

import dev.cairn.conformance.harness.Samples;
import dev.cairn.conformance.harness.Subject;
import dev.cairn.model.Change;
import dev.cairn.model.ChangeOp;
import dev.cairn.model.EntityKind;
import dev.cairn.model.Execution;
import dev.cairn.store.Committed;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Writers that keep a few executions moving, and note what the feed must tell: each write moves one execution on by one
 * version and its log by two lines.
 */
final class Traffic {
    static final List<String> IDS = List.of("e0", "e1", "e2");
    static final int LINES = 2;
    private static final int WRITERS = 6;
    private static final int WRITES = 40;

    private final Subject subject;
    private final long seed;
    private final AtomicInteger running = new AtomicInteger(WRITERS);
    private final List<Change> told = Collections.synchronizedList(new ArrayList<>());

    Traffic(Subject subject, long seed) {
        this.subject = subject;
        this.seed = seed;
    }

    boolean done() {
        return running.get() == 0;
    }

    /** How many changes there will be once all is done. */
    int total() {
        return 2 * WRITERS * WRITES;
    }

    /** The changes that the writers caused. */
    List<Change> told() {
        return told;
    }

    <T> List<Callable<T>> writers(T result) {
        List<Callable<T>> tasks = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            Random random = new Random(seed + writer);
            tasks.add(() -> {
                try {
                    for (int i = 0; i < WRITES; i++) {
                        write(IDS.get(random.nextInt(IDS.size())));
                    }
                    return result;
                } finally {
                    running.decrementAndGet();
                }
            });
        }
        return tasks;
    }

    private record Moved(long version, long sequence) {}

    private void write(String id) {
        Committed<Moved> committed = subject.write(tx -> {
            Execution old = tx.executions().find(id).orElseThrow();
            tx.executions().update(Samples.renamed(old, "v" + (old.version() + 1)), old.version());
            long first = tx.logs().append(id, Samples.lines(subject.clock().instant(), LINES));
            return new Moved(old.version() + 1, first + LINES - 1);
        });
        Moved moved = committed.value();
        told.add(put(committed.revision(), EntityKind.EXECUTION, id, moved.version()));
        told.add(put(committed.revision(), EntityKind.LOG, id, moved.sequence()));
    }

    private static Change put(long revision, EntityKind kind, String id, long version) {
        return new Change(revision, kind, id, id, ChangeOp.PUT, version);
    }
}
