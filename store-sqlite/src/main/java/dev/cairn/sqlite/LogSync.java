package dev.cairn.sqlite;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Has the write-ahead log on the disk soon after it was written, a little at a time. Nobody waits for it: it is folding that
 * may begin only then, and all at once, tens of megabytes, would keep processors and disk from whoever writes meanwhile. Used
 * by one thread.
 */
final class LogSync implements AutoCloseable {
    /** Half a megabyte of pages of 8 KiB. */
    static final int ENOUGH_PAGES = 64;

    /** Less than enough waits so long for more. */
    private static final long PATIENCE_NANOS = 50_000_000;

    private final Path wal;
    private @Nullable FileChannel channel;
    private int synced;
    private long waitingSince;
    private boolean waiting;

    LogSync(Path wal) {
        this.wal = wal;
    }

    /**
     * Syncs what is new, where that is enough or has waited.
     *
     * @param pages in the log now
     * @return nanoseconds until what is new has waited long enough; 0 for nothing new
     */
    long look(int pages) throws IOException {
        if (pages < synced) {
            // it began anew
            synced = 0;
        }
        if (pages == synced) {
            waiting = false;
            return 0;
        }
        long now = System.nanoTime();
        if (!waiting) {
            waiting = true;
            waitingSince = now;
        }
        long left = PATIENCE_NANOS - (now - waitingSince);
        if (pages - synced < ENOUGH_PAGES && left > 0) {
            return left;
        }
        sync();
        done(pages);
        return 0;
    }

    /** So many pages are on the disk already. */
    void done(int pages) {
        synced = pages;
        waiting = false;
    }

    private void sync() throws IOException {
        if (channel == null) {
            try {
                channel = FileChannel.open(wal, StandardOpenOption.WRITE);
            } catch (NoSuchFileException e) {
                // nothing was ever written
                return;
            }
        }
        channel.force(false);
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
