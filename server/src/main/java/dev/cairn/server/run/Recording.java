package dev.cairn.server.run;

import dev.cairn.logic.execution.Operation;
import dev.cairn.model.LogStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Records one run: output goes into the spool at once; one thread understands it, a second delivers it, a third renews the
 * lease. Memory is bounded whatever the output, because each reads back what the one before has written.
 */
final class Recording {
    static final Duration LEASE = Duration.ofSeconds(60);
    private static final long RENEW_SECONDS = 20;
    /** Quiet output is delivered after so many milliseconds at the latest. */
    private static final long LATENCY_MILLIS = 50;

    private static final Duration STRANGER = Duration.ofSeconds(2);
    private static final long RETRY_MILLIS = 200;

    private final Spool spool;
    private final Target target;
    private final Deliverer deliverer;
    private final Interpreter interpreter;
    private final List<Operation> first;
    private final Consumer<String> report;
    private final CountDownLatch understood = new CountDownLatch(1);
    private final CountDownLatch delivered = new CountDownLatch(1);
    private final Thread understanding;
    private final Thread delivery;
    private final Thread heartbeats;

    private long lostBytes;
    private boolean lossTold;
    private volatile boolean failed;

    /**
     * @param first operations that come before any output
     * @param onStop told why when the command must end
     * @param report takes lines for the caller
     */
    Recording(
            Spool spool,
            Target target,
            List<Operation> first,
            ArtifactFiles files,
            Consumer<String> onStop,
            Consumer<String> report) {
        this.spool = spool;
        this.target = target;
        this.report = report;
        this.deliverer = new Deliverer(spool, target, report);
        this.interpreter = new Interpreter(
                spool.manifest().executionId(), files, spool.manifest().retentionDays(), onStop);
        this.first = List.copyOf(first);
        understanding = Thread.ofPlatform().daemon().name("cairn-interpreter").unstarted(this::understand);
        delivery = Thread.ofPlatform().daemon().name("cairn-deliverer").unstarted(this::deliver);
        heartbeats = Thread.ofPlatform().daemon().name("cairn-heartbeat").unstarted(this::beat);
    }

    /** Writes down that the execution exists, before the command begins: a spool without that is worth nothing. */
    void prepare() {
        first.forEach(interpreter::add);
        try {
            spool.outbox().append(record(spool.captured().start()).parts());
        } catch (IOException e) {
            tellLoss(e);
            first.forEach(interpreter::add);
        }
    }

    void start() {
        understanding.start();
        delivery.start();
        heartbeats.start();
    }

    static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MICROS);
    }

    /** Takes output in the order of the calls. Never throws: when the disk is full, the command goes on unrecorded. */
    synchronized void output(LogStream stream, ByteBuffer bytes) {
        try {
            if (lostBytes > 0) {
                byte[] text = (lostBytes + " bytes of output were not recorded: the spool could not be written")
                        .getBytes(StandardCharsets.UTF_8);
                spool.captured().append(Captured.output(now(), LogStream.SYSTEM, ByteBuffer.wrap(text)));
                lostBytes = 0;
            }
            spool.captured().append(Captured.output(now(), stream, bytes));
        } catch (IOException e) {
            lostBytes += bytes.remaining();
            tellLoss(e);
        }
    }

    private synchronized void tellLoss(IOException e) {
        if (!lossTold) {
            lossTold = true;
            report.accept("the spool cannot be written, output goes unrecorded while that lasts: " + e);
        }
    }

    /** The output is over. Returns false when that could not be written down within the time. */
    boolean end(Ending ending, Duration patience) throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (true) {
            try {
                spool.captured().append(Captured.end(now(), ending));
                return true;
            } catch (IOException e) {
                tellLoss(e);
                if (System.nanoTime() > until) {
                    return false;
                }
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        }
    }

    /**
     * Waits until everything is delivered, nothing was for {@code patience}, or the caller has had enough. A target that was
     * not there all the time is given {@link #STRANGER} at most.
     *
     * @return whether everything is delivered
     */
    boolean awaitDelivery(Duration patience, BooleanSupplier enough) throws InterruptedException {
        long from = System.nanoTime();
        while (!delivered.await(20, TimeUnit.MILLISECONDS)) {
            long since = Math.max(from, deliverer.progress());
            long limit = deliverer.reached() ? patience.toNanos() : Math.min(patience.toNanos(), STRANGER.toNanos());
            if (failed || enough.getAsBoolean() || System.nanoTime() - since > limit) {
                return false;
            }
        }
        return !failed;
    }

    /** Ends the threads. The spool stays as it is. */
    void stop() throws InterruptedException {
        heartbeats.interrupt();
        understanding.interrupt();
        delivery.interrupt();
        understanding.join();
        delivery.join();
    }

    Deliverer deliverer() {
        return deliverer;
    }

    @Nullable
    String trouble() {
        return deliverer.trouble();
    }

    private void understand() {
        try (SegmentLog.Reader reader = spool.captured().reader(spool.captured().start())) {
            understand(reader);
        } catch (IOException e) {
            report.accept("the spool cannot be read, recording ends: " + e);
            failed = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            understood.countDown();
        }
    }

    private void understand(SegmentLog.Reader reader) throws IOException, InterruptedException {
        long since = System.nanoTime();
        while (!interpreter.ended()) {
            ByteBuffer record = reader.next();
            if (record != null) {
                if (interpreter.batches().isEmpty()) {
                    since = System.nanoTime();
                }
                interpreter.accept(Captured.of(record));
                if (interpreter.batches().isFull() || interpreter.ended()) {
                    flush(reader.place());
                }
                continue;
            }
            long left = interpreter.batches().isEmpty()
                    ? Long.MAX_VALUE
                    : LATENCY_MILLIS - (System.nanoTime() - since) / 1_000_000;
            if (left <= 0) {
                flush(reader.place());
            } else {
                spool.captured().await(reader.place(), Math.min(left, 1_000));
            }
        }
        deliverer.complete();
    }

    private OutboxRecord record(long place) {
        return new OutboxRecord(
                interpreter.checkpoint(place), interpreter.batches().take());
    }

    /** Goes on trying while the disk is full: what was captured is safe, and a later flush makes up for it. */
    private void flush(long place) throws IOException, InterruptedException {
        OutboxRecord record = record(place);
        while (true) {
            try {
                spool.outbox().append(record.parts());
                break;
            } catch (IOException e) {
                tellLoss(e);
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        }
        spool.captured().discardBefore(place);
    }

    private void deliver() {
        try {
            deliverer.run();
            delivered.countDown();
        } catch (IOException e) {
            report.accept("the spool cannot be read, delivery ends: " + e);
            failed = true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void beat() {
        try {
            while (!understood.await(RENEW_SECONDS, TimeUnit.SECONDS)) {
                if (deliverer.reached()) {
                    target.heartbeat(spool.manifest().executionId(), LEASE);
                }
            }
            // a long delivery after the end of the command needs the lease as much
            while (!delivered.await(RENEW_SECONDS, TimeUnit.SECONDS)) {
                target.heartbeat(spool.manifest().executionId(), LEASE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
