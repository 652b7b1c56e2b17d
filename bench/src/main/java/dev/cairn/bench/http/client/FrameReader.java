package dev.cairn.bench.http.client;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the frames of a WebSocket's server (RFC 6455), which are not masked. */
final class FrameReader {
    private static final int CLOSE = 8;
    private static final int PING = 9;

    /** What a frame is to a follower. */
    enum Control {
        NONE,
        PING,
        CLOSE
    }

    private final ResponseParser.Sink messages;
    private int headerBytes;
    private int opcode;
    private int lengthBytes;
    private long left;
    private boolean payload;

    FrameReader(ResponseParser.Sink messages) {
        this.messages = messages;
    }

    /** Takes bytes up to the end of a control frame, or all. */
    Control feed(ByteBuffer in) throws IOException {
        while (in.hasRemaining()) {
            if (!payload) {
                header(in.get() & 0xff);
            } else {
                pass(in);
            }
            if (payload && left == 0) {
                payload = false;
                headerBytes = 0;
                if (opcode == PING) {
                    return Control.PING;
                }
                if (opcode == CLOSE) {
                    return Control.CLOSE;
                }
            }
        }
        return Control.NONE;
    }

    private void header(int b) throws IOException {
        if (headerBytes == 0) {
            opcode = b & 0x0f;
        } else if (headerBytes == 1) {
            if ((b & 0x80) != 0) {
                throw new IOException("a masked frame from a server");
            }
            lengthBytes = b == 127 ? 8 : b == 126 ? 2 : 0;
            left = lengthBytes == 0 ? b : 0;
        } else {
            left = left << 8 | b;
        }
        headerBytes++;
        payload = headerBytes >= 2 && headerBytes == 2 + lengthBytes;
    }

    private void pass(ByteBuffer in) {
        int limit = in.limit();
        int end = in.position() + (int) Math.min(left, in.remaining());
        left -= end - in.position();
        in.limit(end);
        if (opcode < CLOSE) {
            messages.body(in);
        }
        in.limit(limit).position(end);
    }
}
