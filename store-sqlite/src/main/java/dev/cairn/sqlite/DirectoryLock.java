package dev.cairn.sqlite;

import dev.cairn.error.InvalidArgument;
import dev.cairn.error.Unavailable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A directory belongs to one store. The operating system drops the lock when the process dies, however it dies. */
final class DirectoryLock implements AutoCloseable {
    /** A second file lock within one process would not be refused but break the first, so these are kept here. */
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final FileChannel channel;

    private DirectoryLock(Path directory, FileChannel channel) {
        this.directory = directory;
        this.channel = channel;
    }

    /**
     * @throws Unavailable when another store, here or in another process, has the directory
     * @throws InvalidArgument field {@code path} when the directory cannot be made or written
     */
    static DirectoryLock acquire(Path wanted) {
        try {
            Files.createDirectories(wanted);
            Path directory = wanted.toRealPath();
            if (!HELD_HERE.add(directory)) {
                throw inUse(directory, Long.toString(ProcessHandle.current().pid()));
            }
            try {
                return new DirectoryLock(directory, lock(directory));
            } catch (IOException | RuntimeException e) {
                HELD_HERE.remove(directory);
                throw e;
            }
        } catch (IOException e) {
            throw new InvalidArgument("path", "its directory " + wanted + " cannot be written (" + reason(e) + ")");
        }
    }

    private static FileChannel lock(Path directory) throws IOException {
        FileChannel channel = FileChannel.open(
                directory.resolve("lock"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() == null) {
                throw inUse(directory, holder(channel));
            }
            byte[] pid = Long.toString(ProcessHandle.current().pid()).getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid), 0);
            return channel;
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static String holder(FileChannel channel) throws IOException {
        ByteBuffer pid = ByteBuffer.allocate(20);
        channel.read(pid, 0);
        String text = StandardCharsets.US_ASCII.decode(pid.flip()).toString();
        return text.isEmpty() ? "unknown" : text;
    }

    private static Unavailable inUse(Path directory, String pid) {
        return new Unavailable(directory + " is in use by process " + pid, null);
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName();
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new Unavailable("the lock file cannot be closed", e);
        } finally {
            HELD_HERE.remove(directory);
        }
    }
}
