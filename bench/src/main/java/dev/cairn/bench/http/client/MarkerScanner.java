package dev.cairn.bench.http.client;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.IntConsumer;

/**
 * Finds a text that is followed by a number of eight digits in a stream of bytes, wherever the stream is cut. Reading the
 * JSON of a thousand followers would measure the reader.
 */
final class MarkerScanner {
    private static final int DIGITS = 8;

    private final byte[] marker;
    private final IntConsumer found;
    private int matched;
    private int number;

    /** @param marker its first character may stand in it again, but no beginning of it may be repeated within it */
    MarkerScanner(String marker, IntConsumer found) {
        this.marker = marker.getBytes(StandardCharsets.US_ASCII);
        this.found = found;
    }

    void scan(ByteBuffer part) {
        for (int i = part.position(); i < part.limit(); i++) {
            step(part.get(i));
        }
    }

    private void step(byte b) {
        if (matched < marker.length) {
            if (b == marker[matched]) {
                matched++;
                number = 0;
                return;
            }
        } else if (b >= '0' && b <= '9') {
            number = number * 10 + b - '0';
            matched++;
            if (matched == marker.length + DIGITS) {
                matched = 0;
                found.accept(number);
            }
            return;
        }
        matched = b == marker[0] ? 1 : 0;
    }
}
