package dev.cairn.server.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Spools that runs left behind: what is in them, and their delivery. */
public final class Leftovers {
    private Leftovers() {}

    /**
     * One spool.
     *
     * @param busy a process works on it now
     * @param batches not delivered yet; -1 while busy
     */
    public record Entry(
            Path directory,
            String executionId,
            String name,
            String target,
            String workspace,
            Instant createdAt,
            boolean busy,
            long batches) {}

    /** What became of one spool. */
    public record Outcome(
            Path directory,
            String executionId,
            boolean delivered,
            int refused,
            @Nullable String trouble) {}

    public static Path defaultRoot() {
        return Spool.defaultRoot();
    }

    public static List<Entry> list(Path root) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (Path directory : Spool.directories(root)) {
            SpoolManifest manifest = SpoolManifest.read(directory);
            Optional<Spool> taken = Spool.takeOver(directory);
            long batches = -1;
            if (taken.isPresent()) {
                try (Spool spool = taken.get()) {
                    batches = waiting(spool);
                }
            }
            entries.add(new Entry(
                    directory,
                    manifest.executionId(),
                    manifest.name(),
                    manifest.target(),
                    manifest.workspace(),
                    manifest.createdAt(),
                    taken.isEmpty(),
                    batches));
        }
        return entries;
    }

    private static long waiting(Spool spool) throws IOException {
        Spool.Delivered state = spool.delivered();
        long count = -state.batches();
        try (SegmentLog.Reader reader = spool.outbox().reader(state.place())) {
            for (ByteBuffer record = reader.next(); record != null; record = reader.next()) {
                count += OutboxRecord.of(record).batches().size();
            }
        }
        return count;
    }

    /** Delivers what belongs to that server, for as long as it takes. */
    static void deliver(Path root, String target, Consumer<String> report) throws IOException, InterruptedException {
        for (Path directory : Spool.directories(root)) {
            if (!Targets.isEmbedded(target)
                    && SpoolManifest.read(directory).target().equals(target)) {
                deliver(directory, manifest -> Targets.http(target, manifest.workspace()), null, report);
            }
        }
    }

    /**
     * Delivers one spool; empty when a process works on it or it is gone.
     *
     * @param target makes the target from the way it is written and the workspace
     * @param patience how long to wait without an answer
     */
    public static Optional<Outcome> deliver(
            Entry entry, BiFunction<String, String, Target> target, Duration patience, Consumer<String> report)
            throws IOException, InterruptedException {
        return deliver(
                entry.directory(), manifest -> target.apply(manifest.target(), manifest.workspace()), patience, report);
    }

    /**
     * Delivers one spool; empty when a process works on it.
     *
     * @param patience how long to wait without an answer; null for ever
     */
    static Optional<Outcome> deliver(
            Path directory,
            Function<SpoolManifest, Target> targets,
            @Nullable Duration patience,
            Consumer<String> report)
            throws IOException, InterruptedException {
        Optional<Spool> taken = Spool.takeOver(directory);
        if (taken.isEmpty()) {
            return Optional.empty();
        }
        try (Spool spool = taken.get();
                Target target = targets.apply(spool.manifest())) {
            if (!begun(spool)) {
                spool.remove();
                return Optional.empty();
            }
            finish(spool);
            Deliverer deliverer = new Deliverer(spool, target, report);
            deliverer.complete();
            boolean delivered = run(deliverer, patience, report);
            String id = spool.manifest().executionId();
            if (delivered) {
                spool.remove();
            }
            return Optional.of(new Outcome(
                    directory, id, delivered, deliverer.refusals(), delivered ? null : deliverer.trouble()));
        }
    }

    /** Whether the recorder lived long enough to write down what it records. */
    private static boolean begun(Spool spool) throws IOException {
        return spool.delivered().sequence() > 0
                || spool.outbox().end() > spool.outbox().start();
    }

    private static boolean run(Deliverer deliverer, @Nullable Duration patience, Consumer<String> report)
            throws InterruptedException {
        CountDownLatch done = new CountDownLatch(1);
        Thread worker = Thread.ofPlatform().daemon().name("cairn-spool").start(() -> {
            try {
                deliverer.run();
                done.countDown();
            } catch (IOException e) {
                report.accept("the spool cannot be read: " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            long from = System.nanoTime();
            while (!done.await(20, TimeUnit.MILLISECONDS) && worker.isAlive()) {
                long since = Math.max(from, deliverer.progress());
                if (patience != null && System.nanoTime() - since > patience.toNanos()) {
                    break;
                }
            }
        } finally {
            worker.interrupt();
            worker.join();
        }
        return done.getCount() == 0;
    }

    /** Turns what a dead recorder had captured but not understood into batches, and closes its execution. */
    static void finish(Spool spool) throws IOException {
        Checkpoint from = spool.lastCheckpoint();
        if (from.ended()) {
            return;
        }
        SpoolManifest manifest = spool.manifest();
        ArtifactFiles files = new ArtifactFiles(
                manifest.workingDirectory(), List.of(manifest.workingDirectory()), spool.artifacts(), Long.MAX_VALUE);
        Interpreter interpreter =
                new Interpreter(manifest.executionId(), files, manifest.retentionDays(), reason -> {});
        interpreter.restore(from);
        long place = Math.max(from.place(), spool.captured().start());
        Instant last = manifest.createdAt();
        try (SegmentLog.Reader reader = spool.captured().reader(place)) {
            for (ByteBuffer record = reader.next(); record != null && !interpreter.ended(); record = reader.next()) {
                Captured captured = Captured.of(record);
                last = captured.time();
                interpreter.accept(captured);
                place = reader.place();
                if (interpreter.batches().isFull()) {
                    flush(spool, interpreter, place);
                }
            }
        }
        if (!interpreter.ended()) {
            interpreter.accept(new Captured.End(
                    last,
                    new Ending(Ending.Kind.RECORDER_DIED, 0, "the recorder died; its spool was delivered later")));
        }
        flush(spool, interpreter, place);
    }

    private static void flush(Spool spool, Interpreter interpreter, long place) throws IOException {
        spool.outbox()
                .append(new OutboxRecord(
                                interpreter.checkpoint(place),
                                interpreter.batches().take())
                        .parts());
    }
}
