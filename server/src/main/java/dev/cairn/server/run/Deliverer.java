package dev.cairn.server.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Sends the outbox of one spool, in order, each batch until it is accepted or refused for good. Batches carry the
 * execution's id as producer and rising numbers, so one that is sent twice counts once.
 */
final class Deliverer {
    private static final long FIRST_PAUSE = 100;
    private static final long LONGEST_PAUSE = 5_000;
    private static final int REFUSALS_TOLD = 3;

    private final Spool spool;
    private final Target target;
    private final Consumer<String> report;

    private volatile boolean complete;
    private volatile boolean reached;
    private volatile long progress = System.nanoTime();
    private volatile @Nullable String trouble;
    private int refusals;

    Deliverer(Spool spool, Target target, Consumer<String> report) {
        this.spool = spool;
        this.target = target;
        this.report = report;
    }

    /** Nothing more will be put into the outbox. */
    void complete() {
        complete = true;
    }

    /** Whether the target has accepted anything yet. */
    boolean reached() {
        return reached;
    }

    /** When the target last answered, by {@link System#nanoTime}. */
    long progress() {
        return progress;
    }

    /** What went wrong last; null when all is well. */
    @Nullable
    String trouble() {
        return trouble;
    }

    /** How many batches were refused. */
    int refusals() {
        return refusals;
    }

    /**
     * Delivers until the outbox is complete and empty. An interrupt ends it at once; what is left can be delivered later.
     *
     * @throws IOException when the spool cannot be read
     */
    void run() throws IOException, InterruptedException {
        untilAnswered(target::ensureWorkspace);
        Spool.Delivered state = spool.delivered();
        try (SegmentLog.Reader reader = spool.outbox().reader(state.place())) {
            while (true) {
                boolean last = complete;
                ByteBuffer bytes = reader.next();
                if (bytes != null) {
                    state = deliver(OutboxRecord.of(bytes), state, reader.place());
                } else if (last) {
                    return;
                } else {
                    spool.outbox().await(reader.place(), 200);
                }
            }
        }
    }

    private Spool.Delivered deliver(OutboxRecord record, Spool.Delivered before, long after)
            throws IOException, InterruptedException {
        Spool.Delivered state = before;
        for (int i = state.batches(); i < record.batches().size(); i++) {
            Batches.Batch batch = record.batches().get(i);
            long sequence = state.sequence() + 1;
            Target.Answer answer = deliver(batch, sequence);
            if (answer instanceof Target.Answer.Refused refused) {
                refused(batch, refused.reason());
                sequence = state.sequence();
            }
            boolean last = i == record.batches().size() - 1;
            state = last
                    ? new Spool.Delivered(after, 0, sequence)
                    : new Spool.Delivered(before.place(), i + 1, sequence);
            spool.delivered(state);
            if (batch.artifact() != null) {
                Files.deleteIfExists(spool.artifacts().resolve(batch.artifact()));
            }
        }
        return state;
    }

    private Target.Answer deliver(Batches.Batch batch, long sequence) throws IOException, InterruptedException {
        if (batch.artifact() != null) {
            Path file = spool.artifacts().resolve(batch.artifact());
            // gone: the batch was accepted and this process's predecessor died before it wrote that down
            if (Files.exists(file)) {
                Target.Answer staged = untilAnswered(() -> target.stage(file));
                if (staged instanceof Target.Answer.Refused) {
                    return staged;
                }
            }
        }
        String producer = spool.manifest().executionId();
        return untilAnswered(() -> target.send(producer, sequence, batch.operations()));
    }

    private void refused(Batches.Batch batch, String reason) throws IOException {
        Path kept = spool.reject(batch.operations(), reason);
        if (batch.artifact() != null && Files.exists(spool.artifacts().resolve(batch.artifact()))) {
            Files.move(
                    spool.artifacts().resolve(batch.artifact()),
                    spool.rejected().resolve(batch.artifact()));
        }
        refusals++;
        if (refusals <= REFUSALS_TOLD) {
            report.accept("refused by " + target.name() + ": " + reason + "; set aside in " + kept);
        }
    }

    private interface Call {
        Target.Answer make();
    }

    private Target.Answer untilAnswered(Call call) throws InterruptedException {
        long pause = FIRST_PAUSE;
        while (true) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            Target.Answer answer = call.make();
            if (!(answer instanceof Target.Answer.Away away)) {
                trouble = null;
                reached = true;
                progress = System.nanoTime();
                return answer;
            }
            trouble = away.reason();
            TimeUnit.MILLISECONDS.sleep(pause / 2 + ThreadLocalRandom.current().nextLong(pause));
            pause = Math.min(LONGEST_PAUSE, pause * 2);
        }
    }
}
