package dev.cairn.server.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.jspecify.annotations.Nullable;

/**
 * An append-only file of records, cut into segments so that what is done with can be deleted. One process writes; readers
 * of the same object follow it. A record is {@code length, CRC-32C, bytes}; a place is {@code segment << 32 | offset}.
 *
 * <p>Records are in the page cache once {@link #append} returns: they survive the death of this process. {@link #force}
 * makes them survive that of the machine. A record that was torn by a crash is cut off by {@link #open}.
 */
final class SegmentLog implements AutoCloseable {
    private static final int HEADER = 8;
    private static final int MAX_RECORD = 64 * 1024 * 1024;

    private final Path directory;
    private final String prefix;
    private final long segmentBytes;
    private FileChannel channel;
    private long end;
    private boolean closed;

    private SegmentLog(Path directory, String prefix, long segmentBytes, FileChannel channel, long end) {
        this.directory = directory;
        this.prefix = prefix;
        this.segmentBytes = segmentBytes;
        this.channel = channel;
        this.end = end;
    }

    /** Opens for appending after the last sound record; creates the first segment when there is none. */
    static SegmentLog open(Path directory, String prefix, long segmentBytes) throws IOException {
        List<Integer> numbers = numbers(directory, prefix);
        int last = numbers.isEmpty() ? 1 : numbers.getLast();
        for (int number : numbers) {
            Path file = file(directory, prefix, number);
            long sound = soundBytes(file);
            if (sound < Files.size(file)) {
                // what follows a damaged record cannot be trusted to follow what comes before it
                last = number;
                try (FileChannel damaged = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    damaged.truncate(sound);
                }
                for (int later : numbers) {
                    if (later > number) {
                        Files.delete(file(directory, prefix, later));
                    }
                }
                break;
            }
        }
        FileChannel channel =
                FileChannel.open(file(directory, prefix, last), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        return new SegmentLog(directory, prefix, segmentBytes, channel, place(last, channel.size()));
    }

    /** Where the records begin that are still there. */
    long start() throws IOException {
        List<Integer> numbers = numbers(directory, prefix);
        return place(numbers.isEmpty() ? 1 : numbers.getFirst(), 0);
    }

    synchronized long end() {
        return end;
    }

    /**
     * Appends one record whole, or nothing.
     *
     * @return the place after it
     */
    synchronized long append(ByteBuffer... parts) throws IOException {
        if (closed) {
            throw new IOException("the spool is closed");
        }
        int length = 0;
        CRC32C crc = new CRC32C();
        for (ByteBuffer part : parts) {
            length = Math.addExact(length, part.remaining());
            crc.update(part.duplicate());
        }
        if (length > MAX_RECORD) {
            throw new IOException("a record of " + length + " bytes is too long");
        }
        int segment = segment(end);
        long offset = offset(end);
        if (offset > 0 && offset + length > segmentBytes) {
            FileChannel next = FileChannel.open(
                    file(directory, prefix, segment + 1), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            next.truncate(0);
            channel.close();
            channel = next;
            segment++;
            offset = 0;
            end = place(segment, 0);
        }
        ByteBuffer record = ByteBuffer.allocate(HEADER + length).putInt(length).putInt((int) crc.getValue());
        for (ByteBuffer part : parts) {
            record.put(part.duplicate());
        }
        write(record.flip(), offset);
        end = place(segment, offset + HEADER + length);
        notifyAll();
        return end;
    }

    private void write(ByteBuffer record, long offset) throws IOException {
        long at = offset;
        try {
            while (record.hasRemaining()) {
                at += channel.write(record, at);
            }
        } catch (IOException e) {
            channel.truncate(offset);
            throw e;
        }
    }

    /** Waits until there is something after {@code place}, the log is closed, or the time is up. */
    synchronized void await(long place, long millis) throws InterruptedException {
        long until = System.nanoTime() + millis * 1_000_000;
        while (!closed && end <= place) {
            long left = (until - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return;
            }
            wait(left);
        }
    }

    /** Makes what was appended survive a crash of the machine. */
    synchronized void force() throws IOException {
        if (!closed) {
            channel.force(true);
        }
    }

    /** Deletes the segments that lie wholly before the place. */
    void discardBefore(long place) throws IOException {
        for (int number : numbers(directory, prefix)) {
            if (number < segment(place)) {
                Files.deleteIfExists(file(directory, prefix, number));
            }
        }
    }

    /** Reads from the place on; {@link Reader#next} answers null at the end and more when more has come. */
    Reader reader(long place) {
        return new Reader(place);
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        notifyAll();
        channel.close();
    }

    /** Not thread-safe. */
    final class Reader implements AutoCloseable {
        private long place;
        private int openSegment;
        private @Nullable FileChannel open;

        private Reader(long place) {
            this.place = place;
        }

        long place() {
            return place;
        }

        @Nullable
        ByteBuffer next() throws IOException {
            long limit = end();
            if (place >= limit) {
                return null;
            }
            FileChannel from = channel();
            if (segment(place) < segment(limit) && offset(place) >= from.size()) {
                place = SegmentLog.place(segment(place) + 1, 0);
                return next();
            }
            ByteBuffer record = record(from, offset(place));
            if (record == null) {
                throw new IOException(
                        "damaged record at " + offset(place) + " of " + file(directory, prefix, segment(place)));
            }
            place += HEADER + record.remaining();
            return record;
        }

        private FileChannel channel() throws IOException {
            FileChannel present = open;
            if (present != null && openSegment == segment(place)) {
                return present;
            }
            close();
            openSegment = segment(place);
            FileChannel fresh = FileChannel.open(file(directory, prefix, openSegment), StandardOpenOption.READ);
            open = fresh;
            return fresh;
        }

        @Override
        public void close() throws IOException {
            if (open != null) {
                open.close();
                open = null;
            }
        }
    }

    private static long soundBytes(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            long at = 0;
            for (ByteBuffer record = record(channel, at); record != null; record = record(channel, at)) {
                at += HEADER + record.remaining();
            }
            return at;
        }
    }

    /** The record at that offset; null when there is none that is whole and sound. */
    private static @Nullable ByteBuffer record(FileChannel channel, long offset) throws IOException {
        ByteBuffer header = ByteBuffer.allocate(HEADER);
        if (!fill(channel, header, offset)) {
            return null;
        }
        int length = header.getInt(0);
        if (length < 0 || length > MAX_RECORD || offset + HEADER + length > channel.size()) {
            return null;
        }
        ByteBuffer record = ByteBuffer.allocate(length);
        if (!fill(channel, record, offset + HEADER)) {
            return null;
        }
        CRC32C crc = new CRC32C();
        crc.update(record.flip().duplicate());
        return (int) crc.getValue() == header.getInt(4) ? record : null;
    }

    private static boolean fill(FileChannel channel, ByteBuffer into, long offset) throws IOException {
        while (into.hasRemaining()) {
            int read = channel.read(into, offset + into.position());
            if (read < 0) {
                return false;
            }
        }
        return true;
    }

    private static List<Integer> numbers(Path directory, String prefix) throws IOException {
        List<Integer> numbers = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.matches(prefix + "-[0-9]{8}\\.seg"))
                    .forEach(name ->
                            numbers.add(Integer.valueOf(name.substring(prefix.length() + 1, prefix.length() + 9))));
        }
        numbers.sort(null);
        return numbers;
    }

    private static Path file(Path directory, String prefix, int number) {
        return directory.resolve("%s-%08d.seg".formatted(prefix, number));
    }

    private static long place(int segment, long offset) {
        return ((long) segment << 32) | offset;
    }

    private static int segment(long place) {
        return (int) (place >>> 32);
    }

    private static long offset(long place) {
        return place & 0xFFFF_FFFFL;
    }
}
