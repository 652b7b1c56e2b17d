package dev.cairn.bench.http.client;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** One connection of a loop: at most one request under way. */
final class LoadConnection implements AutoCloseable {
    private static final int MOST_OF_AN_ERROR = 300;

    private final InetSocketAddress address;
    private final ResponseParser parser = new ResponseParser(this::body);
    private final StringBuilder error = new StringBuilder();
    private SocketChannel channel;
    private SelectionKey key;
    private @Nullable ByteBuffer unsent;
    private boolean busy;
    private int expected;
    private int status;
    private long number;
    private long start;

    LoadConnection(InetSocketAddress address, Selector selector) throws IOException {
        this.address = address;
        channel = connect();
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    private SocketChannel connect() throws IOException {
        SocketChannel open = SocketChannel.open(address);
        open.setOption(StandardSocketOptions.TCP_NODELAY, true);
        open.configureBlocking(false);
        return open;
    }

    void reconnect(Selector selector) throws IOException {
        channel.close();
        busy = false;
        unsent = null;
        parser.reset();
        channel = connect();
        key = channel.register(selector, SelectionKey.OP_READ, this);
    }

    private void body(ByteBuffer part) {
        if (parser.status() >= 400 && error.length() < MOST_OF_AN_ERROR) {
            error.append(StandardCharsets.UTF_8.decode(part));
        }
    }

    boolean busy() {
        return busy;
    }

    long number() {
        return number;
    }

    long start() {
        return start;
    }

    int status() {
        return status;
    }

    boolean succeeded() {
        return status == expected;
    }

    String errorBody() {
        return error.toString();
    }

    /** @param buffer free to use during the call */
    void send(Request request, long n, long began, ByteBuffer buffer) throws IOException {
        number = n;
        start = began;
        expected = request.expected();
        busy = true;
        error.setLength(0);
        ByteBuffer bytes = request.bytes().length <= buffer.capacity()
                ? buffer.clear().put(request.bytes()).flip()
                : ByteBuffer.wrap(request.bytes());
        channel.write(bytes);
        if (bytes.hasRemaining()) {
            unsent = ByteBuffer.allocate(bytes.remaining()).put(bytes).flip();
            key.interestOps(SelectionKey.OP_READ | SelectionKey.OP_WRITE);
        }
    }

    void flush() throws IOException {
        if (unsent != null) {
            channel.write(unsent);
            if (!unsent.hasRemaining()) {
                unsent = null;
                key.interestOps(SelectionKey.OP_READ);
            }
        }
    }

    /** True when the response is whole. */
    boolean read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            throw new EOFException("closed by the server");
        }
        buffer.flip();
        if (buffer.hasRemaining() && !busy) {
            throw new IOException("an answer that nobody asked for");
        }
        boolean whole = parser.feed(buffer);
        if (whole) {
            if (buffer.hasRemaining()) {
                throw new IOException("more than one answer");
            }
            status = parser.status();
            busy = false;
        }
        return whole;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
