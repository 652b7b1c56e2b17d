package dev.cairn.server.http;

import dev.cairn.error.InvalidArgument;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** Percent-encoding, decoded once and strictly. */
final class Percent {
    private Percent() {}

    /** @throws InvalidArgument naming {@code field} for a broken escape or bytes that are not UTF-8 */
    static String decode(String field, String raw, boolean plusIsBlank) {
        if (raw.indexOf('%') < 0 && !(plusIsBlank && raw.indexOf('+') >= 0) && ascii(raw)) {
            return raw;
        }
        byte[] bytes = raw.getBytes(StandardCharsets.UTF_8);
        ByteArrayOutputStream out = new ByteArrayOutputStream(bytes.length);
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b == '%') {
                int high = hex(bytes, i + 1);
                int low = hex(bytes, i + 2);
                if (high < 0 || low < 0) {
                    throw new InvalidArgument(field, "has a broken percent escape");
                }
                out.write(high << 4 | low);
                i += 2;
            } else {
                out.write(plusIsBlank && b == '+' ? ' ' : b);
            }
        }
        return utf8(field, out.toByteArray());
    }

    static String utf8(String field, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new InvalidArgument(field, "is not valid UTF-8");
        }
    }

    private static int hex(byte[] bytes, int at) {
        return at < bytes.length ? Character.digit(bytes[at], 16) : -1;
    }

    private static boolean ascii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
