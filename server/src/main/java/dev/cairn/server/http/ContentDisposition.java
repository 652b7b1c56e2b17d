package dev.cairn.server.http;

import java.nio.charset.StandardCharsets;

/** Offers content as a file to save, never to show (RFC 6266): an artifact may be a hostile page. */
public final class ContentDisposition {
    private ContentDisposition() {}

    public static String attachment(String fileName) {
        StringBuilder plain = new StringBuilder();
        fileName.codePoints().forEach(c -> {
            boolean safe = c >= ' ' && c < 0x7f && c != '"' && c != '\\' && c != '%' && c != '/' && c != ';';
            plain.appendCodePoint(safe ? c : '_');
        });
        StringBuilder encoded = new StringBuilder();
        for (byte b : fileName.getBytes(StandardCharsets.UTF_8)) {
            boolean safe = (b >= 'a' && b <= 'z')
                    || (b >= 'A' && b <= 'Z')
                    || (b >= '0' && b <= '9')
                    || b == '.'
                    || b == '-'
                    || b == '_';
            if (safe) {
                encoded.append((char) b);
            } else {
                encoded.append("%%%02X".formatted(b & 0xff));
            }
        }
        return "attachment; filename=\"" + plain + "\"; filename*=UTF-8''" + encoded;
    }
}
