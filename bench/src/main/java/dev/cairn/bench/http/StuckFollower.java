package dev.cairn.bench.http;

import dev.cairn.bench.http.client.Transport;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;

/** Asks for events and never reads one. */
final class StuckFollower {
    private static final int SMALLEST_BUFFER = 4096;

    private StuckFollower() {}

    static SocketChannel open(InetSocketAddress address, Transport transport, String path) throws IOException {
        SocketChannel channel = SocketChannel.open();
        channel.setOption(StandardSocketOptions.SO_RCVBUF, SMALLEST_BUFFER);
        channel.connect(address);
        channel.write(ByteBuffer.wrap(transport.request(path).getBytes(StandardCharsets.US_ASCII)));
        // the server has let it in once the first byte of the answer is there
        channel.read(ByteBuffer.allocate(1));
        return channel;
    }
}
