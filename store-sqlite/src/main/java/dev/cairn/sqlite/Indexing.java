package dev.cairn.sqlite;

import dev.cairn.sqlite.WriteAheadLog.Mode;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has the index follow the database, on a thread of its own: entries of things far apart are far apart in it, and each costs more
 * than all else that a write writes. What is not in the index yet waits in the database, and readers look there as well.
 *
 * <p>A reader sees a state of the database and one of the index. Where the index is newer, an entry too many finds nothing, or what
 * waits as well. Only terms change: who asks for them must see no newer index than database, and has both from one moment
 * ({@link #pin}).
 */
final class Indexing implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Indexing.class);

    private static final int PAUSE_AFTER_FAILURE_MILLIS = 1_000;

    /** When so much of the log is to be folded in, it is: nobody waits for it. Less where the log may not be so long. */
    private static final int FOLD_PAGES = 4_096;

    /**
     * How far the index goes.
     *
     * @param lines up to which place of the journal
     * @param terms up to which place of terms that wait
     */
    record Reached(long lines, long terms) {
        static final Reached NOTHING = new Reached(0, Long.MIN_VALUE);
    }

    private final IndexWriter writer;
    private final int enough;
    private final long busyMillis;
    private final ReentrantReadWriteLock commits;
    private final Runnable further;
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread thread;

    private volatile Reached reached;
    private volatile boolean wanted;
    private volatile boolean failing;
    private volatile boolean closing;

    private Indexing(SqliteSettings settings, IndexWriter writer, ReentrantReadWriteLock commits, Runnable further)
            throws SQLException {
        this.writer = writer;
        this.enough = (int) Math.min(FOLD_PAGES, settings.walBytes() / IndexFile.PAGE_BYTES / 4);
        this.busyMillis = settings.busyTimeout().toMillis();
        this.commits = commits;
        this.further = further;
        // places of terms begin anew with each opening of the database
        this.reached = new Reached(writer.takeIn(writer.reached()).lines(), Long.MIN_VALUE);
        this.thread =
                Thread.ofPlatform().name("cairn-sqlite-index").daemon(true).unstarted(this::loop);
    }

    /**
     * Opens the index, made anew where need be, and takes in what waits from the database's last opening. Nobody may write
     * meanwhile; what waited is then to be let go of.
     *
     * @param life of the database's last opening
     * @param next of this one; to be kept in the database already
     * @param place up to which the journal was taken over
     * @param further called, on the thread of this, whenever the index goes further; it may fail
     */
    static Indexing open(SqliteSettings settings, String life, String next, long place, Runnable further)
            throws SQLException {
        Connection connection = IndexFile.open(settings, life, place);
        try {
            ReentrantReadWriteLock commits = new ReentrantReadWriteLock();
            IndexWriter writer = new IndexWriter(connection, commits.writeLock());
            if (writer.isNew()) {
                new IndexFill(writer).run(place);
            }
            Indexing indexing = new Indexing(settings, writer, commits, further);
            writer.life(next);
            indexing.thread.start();
            return indexing;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** Everything up to there is found by the index, now and for good. */
    Reached reached() {
        return reached;
    }

    /** Has the thread take in what there is. */
    void want() {
        if (!wanted) {
            wanted = true;
            LockSupport.unpark(thread);
        }
    }

    /** Whether it cannot be written at present. */
    boolean failing() {
        return failing;
    }

    /** As the first thing in a reader's transaction: from now on it sees the database and the index as of one moment. */
    void pin(Link link) {
        commits.readLock().lock();
        try {
            link.meta().pin();
        } finally {
            commits.readLock().unlock();
        }
    }

    /** Takes in everything that is committed. */
    void takeIn() {
        lock.lock();
        try {
            reached = writer.takeIn(reached);
            failing = false;
            fold();
        } catch (SQLException e) {
            failing = true;
            throw SqliteErrors.translate(e);
        } finally {
            lock.unlock();
        }
    }

    /** The lane, too, reads the log, and hardly lets it begin anew: now and then this waits for a moment without readers. */
    private void fold() throws SQLException {
        WriteAheadLog log = WriteAheadLog.checkpoint(writer.connection(), Mode.NOOP);
        if (log.pending() < enough) {
            return;
        }
        WriteAheadLog.checkpoint(writer.connection(), Mode.PASSIVE);
        if (log.pages() >= 2 * enough) {
            WriteAheadLog.truncate(writer.connection(), busyMillis);
        }
    }

    /** Something done to the index. */
    @FunctionalInterface
    private interface Work<T> {
        T run() throws SQLException;
    }

    private <T> T locked(Work<T> work) {
        lock.lock();
        try {
            return work.run();
        } catch (SQLException e) {
            throw SqliteErrors.translate(e);
        } finally {
            lock.unlock();
        }
    }

    /** Folds the log of the index in and cuts it, as far as readers allow. */
    void cut() {
        locked(() -> WriteAheadLog.truncate(writer.connection(), busyMillis));
    }

    /** Removes up to {@code limit} entries of a workspace of which nothing is left in the database; how many. */
    int purge(String workspace, int limit) {
        return locked(() -> writer.purge(workspace, limit));
    }

    /** Removes entries of lines that are no longer in the change log. */
    void forget(String workspace, List<IndexWriter.Change> changes) {
        locked(() -> {
            writer.forget(workspace, changes);
            return changes;
        });
    }

    private void loop() {
        while (!closing) {
            if (!wanted) {
                LockSupport.park(this);
                continue;
            }
            try {
                takeIn();
                // last: what comes meanwhile waits for more, since as much again is to be taken in at once
                wanted = false;
                further.run();
            } catch (RuntimeException e) {
                if (!closing) {
                    LOG.warn("the index cannot be written; what is new is looked for one by one", e);
                    pause();
                }
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE_AFTER_FAILURE_MILLIS);
        } catch (InterruptedException e) {
            closing = true;
        }
    }

    /** Ends the thread, once what it does is done. */
    void stop() {
        closing = true;
        thread.interrupt();
        Uninterruptibly.run(thread::join);
    }

    @Override
    public void close() {
        stop();
        try {
            writer.close();
        } catch (SQLException e) {
            LOG.warn("closing the index", e);
        }
    }
}
