package dev.cairn.server.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentLogTest {
    @TempDir
    private Path directory;

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> all(SegmentLog log) throws IOException {
        List<String> records = new ArrayList<>();
        try (SegmentLog.Reader reader = log.reader(log.start())) {
            for (ByteBuffer record = reader.next(); record != null; record = reader.next()) {
                records.add(StandardCharsets.UTF_8.decode(record).toString());
            }
        }
        return records;
    }

    private Path lastSegment() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.sorted().toList().getLast();
        }
    }

    @Test
    void recordsComeBackAcrossSegmentsAndReopen() throws IOException {
        List<String> expected = new ArrayList<>();
        try (SegmentLog log = SegmentLog.open(directory, "x", 100)) {
            for (int i = 0; i < 50; i++) {
                expected.add("record " + i);
                log.append(bytes("record "), bytes(Integer.toString(i)));
            }
            assertThat(all(log)).isEqualTo(expected);
        }
        try (SegmentLog log = SegmentLog.open(directory, "x", 100)) {
            log.append(bytes("more"));
            expected.add("more");
            assertThat(all(log)).isEqualTo(expected);
        }
    }

    @Test
    void aTornLastRecordIsCutOffAndWritingGoesOn() throws IOException {
        try (SegmentLog log = SegmentLog.open(directory, "x", 1000)) {
            log.append(bytes("one"));
            log.append(bytes("two"));
        }
        Path segment = lastSegment();
        byte[] sound = Files.readAllBytes(segment);
        for (int length = sound.length - 1; length > 11; length--) {
            Files.write(segment, java.util.Arrays.copyOf(sound, length));
            try (SegmentLog log = SegmentLog.open(directory, "x", 1000)) {
                assertThat(all(log)).containsExactly("one");
                log.append(bytes("three"));
                assertThat(all(log)).containsExactly("one", "three");
            }
        }
    }

    @Test
    void aChangedByteEndsTheLogThere() throws IOException {
        try (SegmentLog log = SegmentLog.open(directory, "x", 1000)) {
            log.append(bytes("one"));
            log.append(bytes("two"));
            log.append(bytes("three"));
        }
        byte[] changed = Files.readAllBytes(lastSegment());
        changed[11 + 8] ^= 1;
        Files.write(lastSegment(), changed);
        try (SegmentLog log = SegmentLog.open(directory, "x", 1000)) {
            assertThat(all(log)).containsExactly("one");
        }
    }

    @Test
    void garbageAtTheEndIsNoRecord() throws IOException {
        try (SegmentLog log = SegmentLog.open(directory, "x", 1000)) {
            log.append(bytes("one"));
        }
        Files.write(lastSegment(), new byte[] {127, 0, 0, 1, 5, 5, 5, 5, 5}, StandardOpenOption.APPEND);
        try (SegmentLog log = SegmentLog.open(directory, "x", 1000)) {
            assertThat(all(log)).containsExactly("one");
        }
    }

    @Test
    void whatIsDoneWithIsDeletedAndTheRestStays() throws IOException {
        try (SegmentLog log = SegmentLog.open(directory, "x", 20)) {
            log.append(bytes("first record"));
            long place = log.append(bytes("second record"));
            log.append(bytes("third record"));
            log.discardBefore(place);
            assertThat(all(log)).containsExactly("second record", "third record");
            try (SegmentLog.Reader reader = log.reader(place)) {
                assertThat(reader.next()).isEqualTo(bytes("third record"));
                assertThat(reader.next()).isNull();
            }
        }
    }
}
