package dev.cairn.server.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/**
 * What one run has not delivered yet, in a directory of its own:
 *
 * <ul>
 *   <li>{@code spool.json}: what it belongs to,
 *   <li>{@code lock}: held by the one process that may write or deliver,
 *   <li>{@code captured-*.seg}: output as it came ({@link Captured}),
 *   <li>{@code outbox-*.seg}: batches ready to be sent ({@link OutboxRecord}),
 *   <li>{@code artifacts/}: copies of declared files,
 *   <li>{@code delivered}: how far the server has it,
 *   <li>{@code rejected/}: what the server will never take.
 * </ul>
 *
 * <p>Nothing is fsynced while the command runs: the spool survives the death of the recorder, not of the machine.
 * {@link #force} is called when a run ends with something left to deliver.
 */
final class Spool implements AutoCloseable {
    private static final long SEGMENT = 16 * 1024 * 1024;

    /**
     * The directories that this process holds. Closing any channel on a file gives up the process's lock on it, so a lock
     * file that is held here must not even be opened again.
     */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path directory;
    private final SpoolManifest manifest;
    private final FileChannel lockFile;
    private final SegmentLog captured;
    private final SegmentLog outbox;

    /**
     * How far the spool is delivered.
     *
     * @param place in the outbox, after the last record delivered whole
     * @param batches how many batches of the record after it are delivered too
     * @param sequence of the last batch accepted
     */
    record Delivered(long place, int batches, long sequence) {}

    private Spool(
            Path directory, SpoolManifest manifest, FileChannel lockFile, SegmentLog captured, SegmentLog outbox) {
        this.directory = directory;
        this.manifest = manifest;
        this.lockFile = lockFile;
        this.captured = captured;
        this.outbox = outbox;
    }

    /** The default place: {@code $XDG_STATE_HOME/cairn/spool}, else {@code ~/.local/state/cairn/spool}. */
    static Path defaultRoot() {
        String state = System.getenv("XDG_STATE_HOME");
        Path base = state == null || state.isEmpty()
                ? Path.of(System.getProperty("user.home"), ".local", "state")
                : Path.of(state);
        return base.resolve("cairn").resolve("spool");
    }

    static Spool create(Path root, SpoolManifest manifest) throws IOException {
        Files.createDirectories(root);
        Path directory = root.resolve(manifest.executionId().replace(':', '_'));
        if (root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } else {
            Files.createDirectory(directory);
        }
        Path held = directory.toRealPath();
        HELD.add(held);
        try {
            FileChannel lockFile =
                    FileChannel.open(held.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!locked(lockFile)) {
                throw new IOException(held + " is locked");
            }
            manifest.write(held);
            return opened(held, manifest, lockFile);
        } catch (IOException e) {
            HELD.remove(held);
            throw e;
        }
    }

    /** Takes over a spool that nobody works on; empty when somebody does or it is gone. */
    static Optional<Spool> takeOver(Path directory) throws IOException {
        Path held;
        try {
            held = directory.toRealPath();
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        if (!HELD.add(held)) {
            return Optional.empty();
        }
        Optional<Spool> taken = Optional.empty();
        try {
            taken = locked(held);
            return taken;
        } finally {
            if (taken.isEmpty()) {
                HELD.remove(held);
            }
        }
    }

    private static Optional<Spool> locked(Path directory) throws IOException {
        FileChannel lockFile;
        try {
            lockFile = FileChannel.open(directory.resolve("lock"), StandardOpenOption.WRITE);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            // its last owner may have delivered and removed it between the two steps
            if (locked(lockFile) && SpoolManifest.isIn(directory)) {
                return Optional.of(opened(directory, SpoolManifest.read(directory), lockFile));
            }
        } catch (IOException | RuntimeException e) {
            lockFile.close();
            throw e;
        }
        lockFile.close();
        return Optional.empty();
    }

    private static Spool opened(Path directory, SpoolManifest manifest, FileChannel lockFile) throws IOException {
        SegmentLog captured = SegmentLog.open(directory, "captured", SEGMENT);
        try {
            SegmentLog outbox = SegmentLog.open(directory, "outbox", SEGMENT);
            return new Spool(directory, manifest, lockFile, captured, outbox);
        } catch (IOException e) {
            captured.close();
            throw e;
        }
    }

    private static boolean locked(FileChannel file) throws IOException {
        FileLock lock = file.tryLock();
        return lock != null;
    }

    /** The directories under {@code root} that hold a spool, oldest run first. */
    static List<Path> directories(Path root) throws IOException {
        if (!Files.isDirectory(root)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(root)) {
            return entries.filter(SpoolManifest::isIn).sorted().toList();
        }
    }

    Path directory() {
        return directory;
    }

    SpoolManifest manifest() {
        return manifest;
    }

    SegmentLog captured() {
        return captured;
    }

    SegmentLog outbox() {
        return outbox;
    }

    Path artifacts() {
        return directory.resolve("artifacts");
    }

    Path rejected() {
        return directory.resolve("rejected");
    }

    Delivered delivered() throws IOException {
        Path file = directory.resolve("delivered");
        if (!Files.exists(file)) {
            return new Delivered(outbox.start(), 0, 0);
        }
        String[] parts = Files.readString(file).strip().split(" ", -1);
        try {
            return new Delivered(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
        } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
            throw new IOException(file + " is damaged", e);
        }
    }

    void delivered(Delivered state) throws IOException {
        Path fresh = directory.resolve("delivered.new");
        Files.writeString(fresh, state.place() + " " + state.batches() + " " + state.sequence() + "\n");
        Files.move(fresh, directory.resolve("delivered"), StandardCopyOption.ATOMIC_MOVE);
        if (state.batches() == 0) {
            outbox.discardBefore(state.place());
        }
    }

    /** Keeps a batch that the server will never take, with the reason; returns where. */
    Path reject(byte[] operations, String reason) throws IOException {
        Files.createDirectories(rejected());
        Path file = Files.createTempFile(rejected(), "batch-", ".json");
        Files.write(file, operations);
        Files.write(
                Path.of(file.toString().replaceFirst("json$", "reason.txt")), List.of(reason), StandardCharsets.UTF_8);
        return file;
    }

    /** The last state of the interpreter that reached the outbox. */
    Checkpoint lastCheckpoint() throws IOException {
        Checkpoint last = Checkpoint.START;
        try (SegmentLog.Reader reader = outbox.reader(outbox.start())) {
            for (ByteBuffer record = reader.next(); record != null; record = reader.next()) {
                last = OutboxRecord.of(record).checkpoint();
            }
        }
        return last;
    }

    void force() throws IOException {
        captured.force();
        outbox.force();
    }

    /** Removes everything; what was rejected stays. */
    void remove() throws IOException {
        // without its manifest it is no spool: nobody takes it over between the deletion and the end of the lock
        SpoolManifest.remove(directory);
        boolean keep = Files.isDirectory(rejected());
        List<Path> all = new ArrayList<>();
        try (Stream<Path> tree = Files.walk(directory)) {
            tree.filter(path -> !keep || !path.startsWith(rejected())).forEach(all::add);
        }
        if (keep) {
            all.remove(directory);
        }
        for (Path path : all.reversed()) {
            Files.deleteIfExists(path);
        }
        close();
    }

    @Override
    public void close() throws IOException {
        captured.close();
        outbox.close();
        lockFile.close();
        HELD.remove(directory);
    }
}
