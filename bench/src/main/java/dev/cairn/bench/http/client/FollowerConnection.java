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
import java.util.function.IntConsumer;

/** One follower of events. */
final class FollowerConnection {
    /** A final empty pong with a mask of zeros. */
    private static final byte[] PONG = {(byte) 0x8a, (byte) 0x80, 0, 0, 0, 0};

    /** A final close without a reason, masked with zeros. */
    private static final byte[] CLOSE = {(byte) 0x88, (byte) 0x80, 0, 0, 0, 0};

    private final Transport transport;
    private final SocketChannel channel;
    private final ResponseParser parser;
    private final FrameReader frames;
    private boolean open;
    private boolean ended;

    FollowerConnection(InetSocketAddress address, Transport transport, String path, String marker, IntConsumer found)
            throws IOException {
        this.transport = transport;
        MarkerScanner scanner = new MarkerScanner(marker, found);
        parser = new ResponseParser(scanner::scan);
        frames = new FrameReader(scanner::scan);
        channel = SocketChannel.open(address);
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.write(ByteBuffer.wrap(transport.request(path).getBytes(StandardCharsets.US_ASCII)));
    }

    void register(Selector selector) throws IOException {
        channel.configureBlocking(false);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    /** Whether events come from now on. */
    boolean open() {
        return open;
    }

    boolean ended() {
        return ended;
    }

    /** @param buffer free to use during the call */
    void read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            throw new EOFException("the server ended it");
        }
        buffer.flip();
        if (transport == Transport.SSE || !open) {
            boolean whole = parser.feed(buffer);
            open = open || parser.begun() || whole;
            if (open && parser.status() != transport.status()) {
                throw new IOException("status " + parser.status());
            }
            if (whole && transport == Transport.SSE) {
                throw new EOFException("the server ended it");
            }
        }
        while (transport == Transport.WEBSOCKET && open && buffer.hasRemaining()) {
            switch (frames.feed(buffer)) {
                case PING -> channel.write(ByteBuffer.wrap(PONG));
                case CLOSE -> throw new EOFException("the server ended it");
                case NONE -> {}
            }
        }
    }

    void end() {
        ended = true;
        try {
            if (transport == Transport.WEBSOCKET && open && channel.isConnected()) {
                channel.write(ByteBuffer.wrap(CLOSE));
            }
            channel.close();
        } catch (IOException e) {
            // it is of no more use either way
            ended = true;
        }
    }
}
