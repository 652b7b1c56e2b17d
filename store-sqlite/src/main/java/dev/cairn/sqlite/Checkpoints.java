package dev.cairn.sqlite;

import dev.cairn.sqlite.WriteAheadLog.Mode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the write-ahead log bounded: {@link Folding} does most of it, the lane brings it to its end. The log begins anew
 * only at a moment without readers; under steady load there may be none, so the lane now and then waits a little for one.
 */
final class Checkpoints implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Checkpoints.class);

    private static final long PAUSE_NANOS = 1_000_000_000;

    private static final int BOUND_EVERY = 64;

    private final Path wal;
    private final long limit;
    private final long busyMillis;
    private final ReentrantLock checkpointing = new ReentrantLock();
    private final Folding folding;
    private long lastTried = System.nanoTime() - PAUSE_NANOS;
    private int commits;

    /** @param connection for folding, closed with this */
    Checkpoints(SqliteSettings settings, Connection connection) throws SQLException {
        this.wal = settings.wal();
        this.limit = settings.walBytes();
        this.busyMillis = settings.busyTimeout().toMillis();
        this.folding = new Folding(connection, wal, checkpointing, limit);
    }

    void start() {
        folding.start();
    }

    /** Size of the log in bytes; 0 when there is none. */
    long bytes() {
        try {
            return Files.size(wal);
        } catch (NoSuchFileException e) {
            return 0;
        } catch (IOException e) {
            return -1;
        }
    }

    /** To be called by the lane after a commit. */
    void committed() {
        commits++;
        folding.written();
    }

    /** What the lane owes the log, between two transactions. */
    void bound(Link link) {
        try {
            if (folding.wanted()) {
                fold(link);
            }
            if (commits % BOUND_EVERY == 0 && bytes() > limit) {
                cut(link);
            }
        } catch (SQLException e) {
            // what was committed is in the log
            LOG.warn("the write-ahead log cannot be folded in, it grows", e);
        }
    }

    /** At most once a second; between, the lane folds in itself what it wrote faster than the thread could. */
    private void cut(Link link) throws SQLException {
        if (System.nanoTime() - lastTried >= PAUSE_NANOS) {
            lastTried = System.nanoTime();
            truncate(link);
        } else if (folding.behind(WriteAheadLog.checkpoint(link.connection(), Mode.NOOP))) {
            fold(link);
        }
    }

    private void fold(Link link) throws SQLException {
        checkpointing.lock();
        try {
            WriteAheadLog.checkpoint(link.connection(), Mode.PASSIVE);
        } finally {
            checkpointing.unlock();
        }
    }

    /** Folds the log in and cuts it, as far as readers allow; true when all of it. */
    boolean truncate(Link link) throws SQLException {
        checkpointing.lock();
        try {
            return WriteAheadLog.truncate(link.connection(), busyMillis);
        } finally {
            checkpointing.unlock();
        }
    }

    /** Ends the folding; {@link #truncate} still works. */
    @Override
    public void close() {
        folding.close();
    }
}
