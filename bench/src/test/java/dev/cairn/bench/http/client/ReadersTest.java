package dev.cairn.bench.http.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses, frames and markers, in parts of any size. */
class ReadersTest {
    private final StringBuilder body = new StringBuilder();
    private final ResponseParser parser = new ResponseParser(part -> body.append(StandardCharsets.UTF_8.decode(part)));

    /** The status of each response that was whole, with its body. */
    private List<String> read(String bytes, int partSize) throws IOException {
        List<String> responses = new ArrayList<>();
        byte[] all = bytes.getBytes(StandardCharsets.ISO_8859_1);
        for (int from = 0; from < all.length; from += partSize) {
            ByteBuffer part = ByteBuffer.wrap(all, from, Math.min(partSize, all.length - from));
            while (part.hasRemaining()) {
                if (parser.feed(part)) {
                    responses.add(parser.status() + " " + body);
                    body.setLength(0);
                }
            }
        }
        return responses;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 1_000})
    void responsesByLengthAndInChunksFollowEachOther(int partSize) throws Exception {
        String bytes = "HTTP/1.1 200 OK\r\ncontent-LENGTH: 5\r\nA: b\r\n\r\nhello"
                + "HTTP/1.1 204 No Content\r\n\r\n"
                + "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\nA\r\n0123456789\r\n0\r\n\r\n"
                + "HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n";

        assertThat(read(bytes, partSize)).containsExactly("200 hello", "204 ", "201 abc0123456789", "404 ");
    }

    @Test
    void aResponseWithoutALengthIsRefused() {
        assertThatThrownBy(() -> read("HTTP/1.1 200 OK\r\n\r\n", 100)).isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 1_000})
    void markersAreFoundWhereverTheStreamIsCut(int partSize) {
        List<Integer> found = new ArrayList<>();
        MarkerScanner scanner = new MarkerScanner("\"id\":\"n-", found::add);
        byte[] all =
                "{\"id\":\"n-00000012\",\"id\":\"n-1\",\"\"id\":\"n-00000345\"}".getBytes(StandardCharsets.US_ASCII);
        for (int from = 0; from < all.length; from += partSize) {
            scanner.scan(ByteBuffer.wrap(all, from, Math.min(partSize, all.length - from)));
        }

        assertThat(found).containsExactly(12, 345);
    }

    @Test
    void framesOfEachLengthAndPings() throws Exception {
        FrameReader frames = new FrameReader(part -> body.append(StandardCharsets.US_ASCII.decode(part)));
        ByteBuffer bytes = ByteBuffer.allocate(70_000)
                .put(new byte[] {(byte) 0x81, 2, 'a', 'b'})
                .put(new byte[] {(byte) 0x89, 0})
                .put(new byte[] {(byte) 0x81, 126, 1, 0})
                .put("c".repeat(256).getBytes(StandardCharsets.US_ASCII))
                .put(new byte[] {(byte) 0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0})
                .put("d".repeat(65_536).getBytes(StandardCharsets.US_ASCII))
                .put(new byte[] {(byte) 0x88, 2, 3, (byte) 0xe8})
                .flip();

        assertThat(frames.feed(bytes)).isEqualTo(FrameReader.Control.PING);
        assertThat(body).hasToString("ab");
        assertThat(frames.feed(bytes)).isEqualTo(FrameReader.Control.CLOSE);
        assertThat(body).hasSize(2 + 256 + 65_536);
        assertThat(bytes.hasRemaining()).isFalse();
    }
}
