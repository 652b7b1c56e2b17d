package dev.cairn.sqlite;

import dev.cairn.sqlite.WriteAheadLog.Mode;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds the write-ahead log into the file on a thread of its own, so that no write waits for the disk, and has it on the
 * disk before ({@link LogSync}). SQLite begins the
 * log anew only once all of it is folded in, and beside a busy lane that moment never comes: then this wants the lane to
 * fold in the little that is left.
 */
final class Folding implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Folding.class);

    /**
     * A log so long is folded in. A page that was written many times goes into the file once, and calls beside a folding are
     * slower: so not too often.
     */
    private static final int LONG_PAGES = 4_096;

    /** How often the log is looked at while there are writes. */
    private static final int PAUSE_MILLIS = 1;

    private static final int PAUSE_AFTER_FAILURE_MILLIS = 1_000;

    private final Connection connection;
    private final LogSync sync;
    private final ReentrantLock checkpointing;
    private final int enough;
    private final int few;
    private final int tooMuch;
    private final Thread thread;

    /** From so many pages on the log is to be folded in, and to begin anew. Of the thread only. */
    private int next;

    /** In the log, when it was last looked at. Of the thread only. */
    private int pages;

    private volatile boolean written;
    private volatile boolean wanted;
    private volatile boolean closing;

    /**
     * @param connection for this alone, and closed with it
     * @param wal the log
     * @param checkpointing held during each checkpoint: SQLite refuses a second one, it does not wait for the first
     * @param limit of the log, in bytes
     */
    Folding(Connection connection, Path wal, ReentrantLock checkpointing, long limit) throws SQLException {
        this.connection = connection;
        this.sync = new LogSync(wal);
        this.checkpointing = checkpointing;
        int most = (int) Math.min(limit / pageBytes(connection), Integer.MAX_VALUE);
        this.enough = Math.min(LONG_PAGES, most / 4);
        this.few = enough / 8;
        this.tooMuch = most / 4 * 3;
        this.next = enough;
        this.thread =
                Thread.ofPlatform().name("cairn-sqlite-checkpoint").daemon(true).unstarted(this::loop);
    }

    private static int pageBytes(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("PRAGMA page_size")) {
            row.next();
            return row.getInt(1);
        }
    }

    void start() {
        thread.start();
    }

    /** To be called after a commit; costs next to nothing. */
    void written() {
        if (!written) {
            written = true;
            LockSupport.unpark(thread);
        }
    }

    /** Whether the lane is to fold in what is left; says so once. */
    boolean wanted() {
        boolean now = wanted;
        if (now) {
            wanted = false;
        }
        return now;
    }

    boolean behind(WriteAheadLog log) {
        return log.pending() >= tooMuch;
    }

    private void loop() {
        long patience = 0;
        while (!closing) {
            if (!written && patience == 0) {
                LockSupport.park(this);
                continue;
            }
            if (!written) {
                LockSupport.parkNanos(this, patience);
            }
            written = false;
            int pause = PAUSE_MILLIS;
            try {
                while (!closing && folded()) {
                    // as long as more comes meanwhile than is left for the lane
                }
                patience = closing ? 0 : sync.look(pages);
            } catch (IOException | SQLException | RuntimeException e) {
                if (!closing) {
                    LOG.warn("the write-ahead log cannot be folded in, it grows", e);
                }
                patience = 0;
                pause = PAUSE_AFTER_FAILURE_MILLIS;
            }
            sleep(pause);
        }
    }

    /** Folds in a log that is long; whether there was anything to fold in. */
    private boolean folded() throws SQLException {
        WriteAheadLog log = checkpoint(Mode.NOOP);
        pages = log.pages();
        if (log.pages() < enough) {
            next = enough;
        }
        if (log.pages() < next || log.pending() == 0) {
            return false;
        }
        checkpoint(Mode.PASSIVE);
        WriteAheadLog left = checkpoint(Mode.NOOP);
        pages = left.pages();
        sync.done(left.folded());
        boolean kept = left.pages() >= log.pages() && left.folded() == log.folded();
        wanted = left.pending() > 0 && !kept && (left.pending() < few || left.pages() >= tooMuch);
        if (kept || wanted || left.pending() == 0) {
            // a reader may keep the log from being folded in, or from beginning anew; then it is not tried again at
            // once
            next = left.pages() + enough / 4;
        }
        return !kept;
    }

    private WriteAheadLog checkpoint(Mode mode) throws SQLException {
        checkpointing.lock();
        try {
            return WriteAheadLog.checkpoint(connection, mode);
        } finally {
            checkpointing.unlock();
        }
    }

    private void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            // by close
            closing = true;
        }
    }

    @Override
    public void close() {
        closing = true;
        thread.interrupt();
        Uninterruptibly.run(thread::join);
        try (LogSync last = sync) {
            connection.close();
        } catch (IOException | SQLException e) {
            LOG.warn("closing a connection that has nothing open", e);
        }
    }
}
