package dev.cairn.sqlite;

import dev.cairn.error.OverCapacity;
import dev.cairn.error.Unavailable;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one writer. A thread takes what is queued, runs it in one transaction ({@link GroupCommit}) and answers only after
 * the commit: many callers share the cost of a commit, and none hears of success too early. What comes while it runs still
 * joins, so that those whom the last commit answered are together again in the next one. A caller alone writes in place.
 */
final class WriterLane implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(WriterLane.class);

    /** So long after it began a batch takes in what has come meanwhile; then those who are in it are to be answered. */
    private static final long JOIN_NANOS = 5_000_000;

    /** Longer than a batch of a few takes, shorter than the disk does. On a single processor nobody looks. */
    private static final long LOOK_NANOS = Runtime.getRuntime().availableProcessors() > 1 ? 2_000_000 : 0;

    private static final int MOST_LOOKING = 8;

    private final Link link;
    private final GroupCommit commits;
    private final Checkpoints checkpoints;
    private final Gathering gathering;
    private final JobQueue queue;
    private final Thread thread;
    private final AtomicLong batches = new AtomicLong();
    private final AtomicLong jobs = new AtomicLong();
    /** How many of those who wait look for their answer. */
    private final AtomicInteger looking = new AtomicInteger();

    /** How long the last batch took; to begin with too long to look for its end. */
    private volatile long batchNanos = Long.MAX_VALUE;

    WriterLane(Link link, Revisions revisions, Checkpoints checkpoints, Gathering gathering, int limit, String name) {
        this.link = link;
        this.commits = new GroupCommit(link, revisions, gathering, JobQueue.MAX_BATCH);
        this.checkpoints = checkpoints;
        this.gathering = gathering;
        this.queue = new JobQueue(limit);
        this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::loop);
    }

    void start() {
        thread.start();
    }

    /**
     * Runs a job and waits for it. Who is alone runs it in place, since two hand-overs between threads take longer than a
     * write. A virtual thread does not: SQLite would hold its carrier.
     *
     * @throws OverCapacity when the queue is full
     * @throws Unavailable when the lane is closed
     */
    <T extends @Nullable Object> T run(Job<T> job) {
        if (Thread.currentThread().isVirtual() || !queue.seize()) {
            return await(submit(job));
        }
        List<Job<?>> own = List.of(job);
        try {
            // who comes meanwhile waits for the thread: nobody's closure runs on another caller's thread
            serve(own, () -> false);
        } finally {
            queue.free(own.size());
        }
        job.answer();
        return job.get();
    }

    /**
     * Where batches are short, a few of those who wait look for their answer instead of sleeping: to put a caller to sleep and to
     * wake it takes the lane and the caller longer than what it wrote. They look behind whoever else could run.
     */
    private <T extends @Nullable Object> T await(Job<T> job) {
        if (batchNanos < LOOK_NANOS && !Thread.currentThread().isVirtual()) {
            if (looking.incrementAndGet() <= MOST_LOOKING) {
                job.outcome().look(LOOK_NANOS);
            }
            looking.decrementAndGet();
        }
        return job.get();
    }

    /**
     * Queues a job for the thread; wait for it with {@link Job#get}.
     *
     * @throws OverCapacity when the queue is full
     * @throws Unavailable when the lane is closed
     */
    <T extends @Nullable Object> Job<T> submit(Job<T> job) {
        queue.add(job);
        return job;
    }

    int queued() {
        return queue.size();
    }

    long batches() {
        return batches.get();
    }

    long jobs() {
        return jobs.get();
    }

    private void loop() {
        List<Job<?>> batch = new ArrayList<>();
        while (queue.take(batch)) {
            long began = System.nanoTime();
            serve(batch, () -> joined(batch, began));
            batchNanos = System.nanoTime() - began;
            queue.free(batch.size());
            batch.forEach(Job::answer);
            batch.clear();
        }
    }

    /**
     * Runs and commits; whatever happens, the lane can go on. The answers come when it is free: a caller would else find it
     * taken by the very thread that has just answered.
     */
    private void serve(List<Job<?>> batch, BooleanSupplier joined) {
        Job<?> first = batch.getFirst();
        // counted before the callers hear of it, so that figures never lag behind what they know
        batches.incrementAndGet();
        jobs.addAndGet(batch.size());
        try {
            checkpoints.bound(link);
            gathering.bound();
            if (first.exclusive()) {
                first.run(link);
            } else {
                commits.run(batch, joined);
            }
        } catch (SQLException | RuntimeException | Error e) {
            LOG.error("the writer lane failed a batch of {}", batch.size(), e);
            GroupCommit.failAll(batch, e instanceof SQLException sql ? SqliteErrors.translate(sql) : e);
        }
        renewIfBroken();
        checkpoints.committed();
        gathering.committed();
    }

    private void renewIfBroken() {
        if (link.broken()) {
            try {
                link.renew();
            } catch (SQLException | RuntimeException e) {
                // tried again after the next batch, which fails meanwhile
                LOG.error("the writer's statements cannot be prepared anew", e);
            }
        }
    }

    /** Whether there is another one to run before the commit. */
    private boolean joined(List<Job<?>> batch, long began) {
        int more = System.nanoTime() - began > JOIN_NANOS ? 0 : queue.join(batch);
        jobs.addAndGet(more);
        return more > 0;
    }

    /** Finishes what was queued. The link is left to its owner. */
    @Override
    public void close() {
        queue.close();
        Uninterruptibly.run(thread::join);
    }
}
