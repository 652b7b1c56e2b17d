package dev.cairn.conformance.perf.growth;

import dev.cairn.model.LogEntry;
import dev.cairn.model.LogLevel;
import dev.cairn.model.LogStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.zip.GZIPInputStream;

/**
 * The output of a real build ({@code mvn -X test-compile}, names of the machine replaced), line after line, again and
 * again: from the second time on every digit is another, so that no two passages are alike.
 */
final class BuildLog {
    private static final Instant BEGAN = Instant.parse("2026-01-05T08:00:00Z");

    private final List<String> lines;

    BuildLog() throws IOException {
        try (InputStream in = new GZIPInputStream(
                Objects.requireNonNull(BuildLog.class.getResourceAsStream("build.log.gz"), "build.log.gz"))) {
            lines = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
    }

    int length() {
        return lines.size();
    }

    List<LogEntry> lines(long from, int count) {
        List<LogEntry> entries = new ArrayList<>(count);
        for (long n = from; n < from + count; n++) {
            String line = lines.get((int) (n % lines.size()));
            String text = n < lines.size() ? line : renumbered(line, n);
            // one to a few milliseconds apart
            Instant time = BEGAN.plusNanos((n * 3_000 + mix(n) % 2_000) * 1_000);
            entries.add(new LogEntry(time, level(line), LogStream.STDOUT, 0, text, null, false));
        }
        return entries;
    }

    private static LogLevel level(String line) {
        return line.startsWith("[DEBUG]")
                ? LogLevel.DEBUG
                : line.startsWith("[WARNING]") ? LogLevel.WARNING : LogLevel.INFO;
    }

    private static String renumbered(String line, long n) {
        char[] text = line.toCharArray();
        long random = mix(n);
        for (int i = 0; i < text.length; i++) {
            if (text[i] >= '0' && text[i] <= '9') {
                random = mix(random);
                text[i] = (char) ('0' + random % 10);
            }
        }
        return new String(text);
    }

    /** Not negative. */
    private static long mix(long n) {
        long z = (n + 1) * 0x9E37_79B9_7F4A_7C15L;
        z = (z ^ (z >>> 32)) * 0xD6E8_FEB8_6659_FD93L;
        return (z ^ (z >>> 32)) & Long.MAX_VALUE;
    }
}
