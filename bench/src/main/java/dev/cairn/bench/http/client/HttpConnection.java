package dev.cairn.bench.http.client;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One kept connection on which a thread asks and waits; for one thread at a time. */
public final class HttpConnection implements AutoCloseable {
    private final SocketChannel channel;
    private final ByteBuffer in = ByteBuffer.allocate(64 * 1024);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private final ResponseParser parser = new ResponseParser(this::keep);

    public HttpConnection(InetSocketAddress address) throws IOException {
        channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        in.limit(0);
    }

    private void keep(ByteBuffer part) {
        body.write(part.array(), part.arrayOffset() + part.position(), part.remaining());
    }

    /** What came back. */
    public static final class Reply {
        private final int status;
        private final byte[] body;

        private Reply(int status, byte[] body) {
            this.status = status;
            this.body = body;
        }

        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        public String text() {
            return new String(body, StandardCharsets.UTF_8);
        }
    }

    /** @throws IllegalStateException when the status is not the expected one */
    public Reply exchange(Request request) throws IOException {
        body.reset();
        ByteBuffer out = ByteBuffer.wrap(request.bytes());
        while (out.hasRemaining()) {
            channel.write(out);
        }
        while (!parser.feed(in)) {
            in.clear();
            if (channel.read(in) < 0) {
                throw new EOFException("the server closed the connection");
            }
            in.flip();
        }
        Reply reply = new Reply(parser.status(), body.toByteArray());
        if (reply.status != request.expected()) {
            throw new IllegalStateException("status " + reply.status + " instead of " + request.expected() + " for "
                    + new String(request.bytes(), StandardCharsets.UTF_8)
                            .lines()
                            .findFirst()
                            .orElse("") + ": " + reply.text());
        }
        return reply;
    }

    public JsonNode get(String path) throws IOException {
        return exchange(Request.get(path)).json();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
