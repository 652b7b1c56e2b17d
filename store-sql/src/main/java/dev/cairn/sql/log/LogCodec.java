package dev.cairn.sql.log;

import dev.cairn.error.Corrupt;
import dev.cairn.model.LogEntry;
import dev.cairn.sql.base.Micros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Log lines as bytes. A line is: flags (level in bits 0-1, stream in 2-3, partial 4, has a step 5, has raw bytes 6), time
 * as the difference in microseconds to the line before, the step, the content, the raw bytes in Base64. Lengths and
 * numbers are varints. {@value #DEFLATED} is the same, compressed.
 */
public final class LogCodec {
    static final int PLAIN = 0;
    static final int DEFLATED = 1;

    private static final int PARTIAL = 1 << 4;
    private static final int STEP = 1 << 5;
    private static final int RAW = 1 << 6;

    /** A chunk ends when it holds this much, so that reading one line never costs much. */
    private static final int MAX_LINES = 1_000;

    private static final int MAX_BYTES = 256 * 1024;

    /** Below, compressing costs more than it saves. */
    private static final int WORTH_DEFLATING = 512;

    private LogCodec() {}

    /** @param first the sequence of the first entry */
    public static List<LogChunk> encode(long first, List<LogEntry> entries) {
        List<LogChunk> chunks = new ArrayList<>(1);
        Encoder encoder = new Encoder(first);
        for (LogEntry entry : entries) {
            if (encoder.full()) {
                chunks.add(encoder.finish());
                encoder = new Encoder(encoder.next);
            }
            encoder.add(entry);
        }
        chunks.add(encoder.finish());
        return chunks;
    }

    private static final class Encoder {
        private final ByteWriter out = new ByteWriter();
        private final long first;
        private long next;
        private long time;
        private int levels;
        private int streams;
        private int stepMin = Integer.MAX_VALUE;
        private int stepMax = -1;

        Encoder(long first) {
            this.first = first;
            this.next = first;
        }

        boolean full() {
            return next - first >= MAX_LINES || out.size() >= MAX_BYTES;
        }

        void add(LogEntry entry) {
            int level = LogCodes.of(entry.level());
            int stream = LogCodes.of(entry.stream());
            Integer step = entry.step();
            String raw = entry.raw();
            out.octet(level
                    | (stream << 2)
                    | (entry.partial() ? PARTIAL : 0)
                    | (step == null ? 0 : STEP)
                    | (raw == null ? 0 : RAW));
            long micros = Micros.of(entry.time());
            out.signed(micros - time);
            time = micros;
            if (step != null) {
                out.varint(step);
                stepMin = Math.min(stepMin, step);
                stepMax = Math.max(stepMax, step);
            }
            out.text(entry.content());
            if (raw != null) {
                out.text(raw);
            }
            levels |= 1 << level;
            streams |= 1 << stream;
            next++;
        }

        LogChunk finish() {
            byte[] plain = out.toBytes();
            byte[] deflated = plain.length > WORTH_DEFLATING ? deflate(plain) : plain;
            boolean smaller = deflated.length < plain.length;
            return new LogChunk(
                    first,
                    next - 1,
                    levels,
                    streams,
                    stepMin,
                    stepMax,
                    smaller ? DEFLATED : PLAIN,
                    smaller ? deflated : plain);
        }
    }

    /** @throws Corrupt when the payload is not what {@link #encode} made */
    public static List<LogEntry> decode(LogChunk chunk) {
        try {
            return entries(chunk.encoding() == DEFLATED ? inflate(chunk.payload()) : chunk.payload(), chunk);
        } catch (DataFormatException | IndexOutOfBoundsException e) {
            throw new Corrupt("log chunk ending at " + chunk.lastSequence() + " cannot be read", e);
        }
    }

    private static List<LogEntry> entries(byte[] plain, LogChunk chunk) {
        ByteReader in = new ByteReader(plain);
        List<LogEntry> entries = new ArrayList<>();
        long time = 0;
        while (!in.atEnd()) {
            int flags = in.octet();
            time += in.signed();
            Instant at = Micros.instant(time);
            Integer step = (flags & STEP) == 0 ? null : (int) in.varint();
            String content = in.text();
            String raw = (flags & RAW) == 0 ? null : in.text();
            boolean partial = (flags & PARTIAL) != 0;
            entries.add(new LogEntry(
                    at, LogCodes.level(flags & 3), LogCodes.stream((flags >> 2) & 3), step, content, raw, partial));
        }
        if (entries.size() != chunk.lastSequence() - chunk.firstSequence() + 1) {
            throw new IndexOutOfBoundsException("it holds " + entries.size() + " lines");
        }
        return entries;
    }

    private static byte[] deflate(byte[] plain) {
        try (Deflater deflater = new Deflater(Deflater.BEST_SPEED, true)) {
            deflater.setInput(plain);
            deflater.finish();
            // what does not fit in as many bytes is not worth it
            byte[] out = new byte[plain.length];
            int size = deflater.deflate(out);
            return deflater.finished() ? Arrays.copyOf(out, size) : plain;
        }
    }

    private static byte[] inflate(byte[] deflated) throws DataFormatException {
        try (Inflater inflater = new Inflater(true)) {
            inflater.setInput(deflated);
            byte[] out = new byte[Math.max(1024, deflated.length * 6)];
            int size = 0;
            while (!inflater.finished()) {
                if (size == out.length) {
                    out = Arrays.copyOf(out, out.length * 2);
                }
                int more = inflater.inflate(out, size, out.length - size);
                if (more == 0 && inflater.needsInput()) {
                    throw new DataFormatException("ends too early");
                }
                size += more;
            }
            return Arrays.copyOf(out, size);
        }
    }
}
