package dev.cairn.sqlite;

import dev.cairn.error.OverCapacity;
import dev.cairn.error.Unavailable;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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

    /** A batch ends here, so that no caller waits for ever longer ones. */
    private static final int MAX_BATCH = 512;

    /** So long after it began a batch takes in what has come meanwhile; then those who are in it are to be answered. */
    private static final long JOIN_NANOS = 5_000_000;

    private final Link link;
    private final GroupCommit commits;
    private final Checkpoints checkpoints;
    private final int limit;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition work = lock.newCondition();
    private final Deque<Job<?>> queue = new ArrayDeque<>();
    private boolean closing;

    /** Whether the link is in use, by the thread or by a caller that runs its own job. */
    private boolean busy;

    /** Whether the last transaction was of one job: whoever comes next may well be alone, too. */
    private boolean alone = true;

    private final AtomicLong batches = new AtomicLong();

    private final AtomicLong jobs = new AtomicLong();

    WriterLane(Link link, Revisions revisions, Checkpoints checkpoints, int limit, String name) {
        this.link = link;
        this.commits = new GroupCommit(link, revisions, MAX_BATCH);
        this.checkpoints = checkpoints;
        this.limit = limit;
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
        if (Thread.currentThread().isVirtual() || !taken()) {
            return submit(job).get();
        }
        List<Job<?>> own = List.of(job);
        try {
            // who comes meanwhile waits for the thread: nobody's closure runs on another caller's thread
            serve(own, () -> false);
        } finally {
            free(own);
        }
        job.answer();
        return job.get();
    }

    private boolean taken() {
        lock.lock();
        try {
            if (busy || closing || !alone || !queue.isEmpty()) {
                return false;
            }
            busy = true;
            return true;
        } finally {
            lock.unlock();
        }
    }

    private void free(List<Job<?>> batch) {
        lock.lock();
        try {
            busy = false;
            alone = batch.size() == 1;
            if (closing || !queue.isEmpty()) {
                work.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Queues a job for the thread; wait for it with {@link Job#get}.
     *
     * @throws OverCapacity when the queue is full
     * @throws Unavailable when the lane is closed
     */
    <T extends @Nullable Object> Job<T> submit(Job<T> job) {
        lock.lock();
        try {
            if (closing) {
                throw new Unavailable("the store is closed", null);
            }
            if (queue.size() >= limit) {
                throw new OverCapacity("the writer's queue", limit);
            }
            queue.add(job);
            if (!busy) {
                work.signal();
            }
            return job;
        } finally {
            lock.unlock();
        }
    }

    int queued() {
        lock.lock();
        try {
            return queue.size();
        } finally {
            lock.unlock();
        }
    }

    long batches() {
        return batches.get();
    }

    long jobs() {
        return jobs.get();
    }

    private void loop() {
        List<Job<?>> batch = new ArrayList<>();
        while (take(batch)) {
            long began = System.nanoTime();
            serve(batch, () -> joined(batch, began));
            free(batch);
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

    /** An exclusive job alone, or as many others as are there, in order; false when closed and done. */
    private boolean take(List<Job<?>> batch) {
        lock.lock();
        try {
            while (busy || queue.isEmpty()) {
                if (closing && !busy) {
                    return false;
                }
                work.awaitUninterruptibly();
            }
            busy = true;
            batch.add(queue.remove());
            if (!batch.getFirst().exclusive()) {
                join(batch);
            }
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Whatever is at the front of the queue and not exclusive; called with the lock held. */
    private void join(List<Job<?>> batch) {
        while (batch.size() < MAX_BATCH && !queue.isEmpty() && !queue.element().exclusive()) {
            batch.add(queue.remove());
        }
    }

    /** Whether there is another one to run before the commit. */
    private boolean joined(List<Job<?>> batch, long began) {
        if (System.nanoTime() - began > JOIN_NANOS) {
            return false;
        }
        int before = batch.size();
        lock.lock();
        try {
            join(batch);
        } finally {
            lock.unlock();
        }
        jobs.addAndGet(batch.size() - before);
        return batch.size() > before;
    }

    /** Finishes what was queued. The link is left to its owner. */
    @Override
    public void close() {
        lock.lock();
        try {
            closing = true;
            work.signal();
        } finally {
            lock.unlock();
        }
        Uninterruptibly.run(thread::join);
    }
}
