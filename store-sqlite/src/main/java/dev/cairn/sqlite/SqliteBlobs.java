package dev.cairn.sqlite;

import dev.cairn.error.Corrupt;
import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.error.Unavailable;
import dev.cairn.model.BlobRef;
import dev.cairn.model.WorkspaceId;
import dev.cairn.sql.base.Micros;
import dev.cairn.sql.execution.BlobRow;
import dev.cairn.store.Blobs;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Content as files named by their hash, each with a row that says it is there. Linking looks at the row only. Staging and
 * removal of the same content exclude each other, so that a file is never removed under a row just written.
 */
final class SqliteBlobs implements Blobs {
    private static final int BUFFER = 64 * 1024;
    private static final int STRIPES = 64;

    private final SqliteStore store;
    private final ContentFiles files;
    private final ReentrantLock[] stripes = new ReentrantLock[STRIPES];

    SqliteBlobs(SqliteStore store, SqliteSettings settings) {
        this.store = store;
        this.files = new ContentFiles(settings.directory());
        Arrays.setAll(stripes, i -> new ReentrantLock());
    }

    private ReentrantLock lock(String sha256) {
        return stripes[Integer.parseInt(sha256, 0, 4, 16) % STRIPES];
    }

    @Override
    public BlobRef stage(WorkspaceId workspace, InputStream content, long maxBytes, Instant now) throws IOException {
        store.requireLive(workspace);
        Path part = temporary();
        try {
            BlobRef ref = receive(content, maxBytes, part);
            ReentrantLock lock = lock(ref.sha256());
            lock.lock();
            try {
                keep(workspace, ref, part);
                note(workspace, ref, now);
            } finally {
                lock.unlock();
            }
            return ref;
        } finally {
            Files.deleteIfExists(part);
        }
    }

    private Path temporary() {
        try {
            return files.temporary();
        } catch (IOException e) {
            throw ContentFiles.failure(e);
        }
    }

    private static BlobRef receive(InputStream content, long maxBytes, Path part) throws IOException {
        MessageDigest digest = ContentFiles.sha256();
        byte[] buffer = new byte[BUFFER];
        long size = 0;
        try (FileChannel out = create(part)) {
            for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
                size += n;
                if (size > maxBytes) {
                    throw new LimitExceeded("content", maxBytes, size);
                }
                digest.update(buffer, 0, n);
                write(out, ByteBuffer.wrap(buffer, 0, n));
            }
            force(out);
        }
        return new BlobRef(HexFormat.of().formatHex(digest.digest()), size);
    }

    // failures of the caller's stream are the caller's; those of our own files are the store's

    private static FileChannel create(Path part) {
        try {
            return FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw ContentFiles.failure(e);
        }
    }

    private static void write(FileChannel out, ByteBuffer bytes) {
        try {
            while (bytes.hasRemaining()) {
                out.write(bytes);
            }
        } catch (IOException e) {
            throw ContentFiles.failure(e);
        }
    }

    private static void force(FileChannel out) {
        try {
            out.force(true);
        } catch (IOException e) {
            throw ContentFiles.failure(e);
        }
    }

    private void keep(WorkspaceId workspace, BlobRef ref, Path part) {
        Path target = files.file(workspace.value(), ref.sha256());
        try {
            // a damaged file is replaced; a whole one is kept
            if (ContentFiles.size(target) != ref.size()) {
                files.place(part, target);
            }
        } catch (IOException e) {
            throw ContentFiles.failure(e);
        }
    }

    private void note(WorkspaceId workspace, BlobRef ref, Instant now) {
        store.<Integer>lane(
                "blobs.stage",
                link -> {
                    store.requireLive(workspace);
                    return link.mappers().blobs().put(workspace.value(), ref.sha256(), ref.size(), Micros.of(now));
                },
                count -> {});
    }

    @Override
    public InputStream open(WorkspaceId workspace, BlobRef ref, long offset, long length) {
        store.requireLive(workspace);
        Path file = files.file(workspace.value(), ref.sha256());
        FileChannel channel = null;
        try {
            channel = FileChannel.open(file, StandardOpenOption.READ);
            if (channel.size() != ref.size()) {
                throw new Corrupt(
                        "content " + ref.sha256() + " has " + channel.size() + " bytes, not " + ref.size(), null);
            }
            return ContentFiles.open(channel, offset, length);
        } catch (NoSuchFileException e) {
            throw new NotFound("content", ref.sha256());
        } catch (IOException e) {
            closeAfter(channel, e);
            throw ContentFiles.failure(e);
        } catch (RuntimeException e) {
            closeAfter(channel, e);
            throw e;
        }
    }

    private static void closeAfter(@Nullable FileChannel channel, Exception failure) {
        if (channel != null) {
            try {
                channel.close();
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }

    @Override
    public Collected collect(WorkspaceId workspace, Instant stagedBefore, int limit) {
        store.requireLive(workspace);
        String ws = workspace.value();
        long before = Micros.of(stagedBefore);
        List<BlobRow> rows =
                store.reader("blobs.collect", link -> link.mappers().blobs().unlinked(ws, before, limit));
        int count = 0;
        long bytes = 0;
        for (BlobRow row : rows) {
            if (remove(ws, row.sha256(), link -> link.mappers().blobs().deleteUnlinked(ws, row.sha256(), before))) {
                count++;
                bytes += row.size();
            }
        }
        return new Collected(count, bytes);
    }

    /** Removes a part of a retired workspace's content; true when none is left. */
    boolean purge(WorkspaceId workspace, int limit) {
        String ws = workspace.value();
        List<BlobRow> rows =
                store.reader("workspaces.purge", link -> link.mappers().blobs().any(ws, limit));
        rows.forEach(row ->
                remove(ws, row.sha256(), link -> link.mappers().blobs().delete(ws, row.sha256())));
        if (rows.isEmpty()) {
            files.removeFolder(ws);
        }
        return rows.isEmpty();
    }

    /** The row first, then the file; a mark holds the place in between. */
    private boolean remove(String workspace, String sha256, Job.Body<Integer> deleteRow) {
        ReentrantLock lock = lock(sha256);
        lock.lock();
        try {
            Path mark = files.mark(workspace, sha256);
            boolean removed = store.<Integer>lane("blobs.remove", deleteRow, count -> {}) > 0;
            if (removed) {
                Files.deleteIfExists(files.file(workspace, sha256));
            }
            Files.deleteIfExists(mark);
            return removed;
        } catch (IOException e) {
            throw ContentFiles.failure(e);
        } finally {
            lock.unlock();
        }
    }

    /** Once after opening: finishes removals that a crash cut short, drops half-written files. */
    void recover() {
        for (Path mark : files.leftOver()) {
            try {
                String[] parts = Files.readString(mark).split(" ", -1);
                if (parts.length == 2 && parts[1].length() == 64) {
                    Long kept = store.reader(
                            "blobs.recover", link -> link.mappers().blobs().size(parts[0], parts[1]));
                    if (kept == null) {
                        Files.deleteIfExists(files.file(parts[0], parts[1]));
                    }
                }
                Files.deleteIfExists(mark);
            } catch (IOException e) {
                throw new Unavailable("the content files cannot be used now", e);
            }
        }
    }
}
