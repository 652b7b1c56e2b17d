package dev.cairn.server.support;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Requests that no well-behaved client would send. */
public final class RawHttp {
    private RawHttp() {}

    /** Everything the server answers until it closes, or falls silent for a while. */
    public static String exchange(int port, String head, byte[] bodyChunk, int times) throws IOException {
        try (Socket socket = new Socket(java.net.InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(5_000);
            OutputStream out = socket.getOutputStream();
            out.write(head.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            Thread sender = Thread.ofVirtual().start(() -> {
                try {
                    for (int i = 0; i < times; i++) {
                        out.write(bodyChunk);
                    }
                    out.flush();
                } catch (IOException e) {
                    // refused in the middle, as it should be
                }
            });
            String answer = answer(socket.getInputStream());
            sender.interrupt();
            return answer;
        }
    }

    private static String answer(InputStream in) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        try {
            int read = in.read(buffer);
            while (read >= 0) {
                answer.write(buffer, 0, read);
                if (complete(answer.toString(StandardCharsets.UTF_8))) {
                    break;
                }
                read = in.read(buffer);
            }
        } catch (SocketException e) {
            // closed by the server after its answer
        }
        return answer.toString(StandardCharsets.UTF_8);
    }

    private static boolean complete(String text) {
        int end = text.indexOf("\r\n\r\n");
        if (end < 0) {
            return false;
        }
        return Arrays.stream(text.substring(0, end).split("\r\n"))
                .filter(line -> line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:"))
                .map(line -> Integer.parseInt(line.substring(15).strip()))
                .anyMatch(length -> text.length() - end - 4 >= length);
    }
}
