package dev.cairn.server.run;

import dev.cairn.model.LogLevel;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a line as text.
 *
 * @param content with U+FFFD for what is not UTF-8 and for NUL
 * @param raw the bytes in Base64 when {@code content} could not hold them, else null
 */
record LineText(String content, @Nullable String raw) {

    static LineText of(byte[] line) {
        if (printable(line)) {
            return new LineText(new String(line, StandardCharsets.US_ASCII), null);
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(line))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return new LineText(text, null);
            }
        } catch (CharacterCodingException e) {
            // not UTF-8: kept below
        }
        String text = new String(line, StandardCharsets.UTF_8).replace('\0', '\uFFFD');
        return new LineText(text, Base64.getEncoder().encodeToString(line));
    }

    private static boolean printable(byte[] line) {
        for (byte b : line) {
            if (b <= 0) {
                return false;
            }
        }
        return true;
    }

    /**
     * The level that the line claims by its first word, alone or in brackets, in upper case: {@code ERROR}, {@code FATAL},
     * {@code WARN}, {@code WARNING}, {@code DEBUG}, {@code TRACE}. Everything else is info, also on standard error, where
     * most tools print their progress.
     */
    LogLevel level() {
        int start = content.startsWith("[") ? 1 : 0;
        int end = start;
        while (end < content.length() && end < start + 8 && Character.isLetter(content.charAt(end))) {
            end++;
        }
        return switch (content.substring(start, end)) {
            case "ERROR", "FATAL" -> LogLevel.ERROR;
            case "WARN", "WARNING" -> LogLevel.WARNING;
            case "DEBUG", "TRACE" -> LogLevel.DEBUG;
            default -> LogLevel.INFO;
        };
    }
}
