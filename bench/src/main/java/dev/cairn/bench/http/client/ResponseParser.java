package dev.cairn.bench.http.client;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Reads responses of one connection, one after the other: status line, then a body by its length or in chunks. */
final class ResponseParser {
    /** Told of a body as it arrives; may read the buffer's remaining bytes and nothing else. */
    interface Sink {
        void body(ByteBuffer part);
    }

    private enum State {
        HEAD,
        BODY,
        CHUNK_SIZE,
        CHUNK,
        CHUNK_END,
        TRAILER
    }

    private static final int MOST_HEAD = 64 * 1024;
    private static final byte[] LENGTH = "content-length:".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ENCODING = "transfer-encoding:".getBytes(StandardCharsets.US_ASCII);

    private final Sink sink;
    private byte[] head = new byte[512];
    private int headLength;
    private State state = State.HEAD;
    private long left;
    private int lineLength;
    private int status;

    ResponseParser(Sink sink) {
        this.sink = sink;
    }

    /** Of the response that was read last, or is being read. */
    int status() {
        return status;
    }

    /** Whether the status line and headers have been read. */
    boolean begun() {
        return state != State.HEAD;
    }

    void reset() {
        state = State.HEAD;
        headLength = 0;
    }

    /** Takes bytes up to the end of the response; true when it is whole, and the next may begin. */
    boolean feed(ByteBuffer in) throws IOException {
        while (in.hasRemaining()) {
            boolean whole = switch (state) {
                case HEAD -> head(in.get());
                case BODY -> pass(in) && done();
                case CHUNK_SIZE -> size(in.get());
                case CHUNK -> pass(in) && enter(State.CHUNK_END);
                case CHUNK_END -> in.get() == '\n' && enter(State.CHUNK_SIZE);
                case TRAILER -> trailer(in.get());
            };
            if (whole) {
                return true;
            }
        }
        return false;
    }

    private boolean done() {
        reset();
        return true;
    }

    private boolean enter(State next) {
        state = next;
        left = 0;
        lineLength = 0;
        return false;
    }

    private boolean head(byte b) throws IOException {
        if (headLength == head.length) {
            if (headLength >= MOST_HEAD) {
                throw new IOException("no end of the headers");
            }
            head = Arrays.copyOf(head, headLength * 2);
        }
        head[headLength++] = b;
        boolean end = b == '\n'
                && headLength >= 4
                && head[headLength - 2] == '\r'
                && head[headLength - 3] == '\n'
                && head[headLength - 4] == '\r';
        return end && headers();
    }

    private boolean headers() throws IOException {
        if (headLength < 16 || head[0] != 'H' || head[8] != ' ') {
            throw new IOException("not a response: " + new String(head, 0, headLength, StandardCharsets.ISO_8859_1));
        }
        status = (head[9] - '0') * 100 + (head[10] - '0') * 10 + (head[11] - '0');
        long length = -1;
        boolean chunked = false;
        for (int i = 12; i < headLength - 2; i++) {
            if (head[i] == '\n') {
                if (starts(i + 1, LENGTH)) {
                    length = number(i + 1 + LENGTH.length);
                } else if (starts(i + 1, ENCODING)) {
                    chunked = true;
                }
            }
        }
        if (chunked) {
            return enter(State.CHUNK_SIZE);
        }
        if (status == 204 || status == 304 || status == 101 || length == 0) {
            return done();
        }
        if (length < 0) {
            throw new IOException("a response without a length");
        }
        enter(State.BODY);
        left = length;
        return false;
    }

    private boolean starts(int from, byte[] name) {
        if (from + name.length > headLength) {
            return false;
        }
        for (int i = 0; i < name.length; i++) {
            byte b = head[from + i];
            if ((b >= 'A' && b <= 'Z' ? b + 32 : b) != name[i]) {
                return false;
            }
        }
        return true;
    }

    private long number(int from) {
        long value = 0;
        for (int i = from; head[i] != '\r'; i++) {
            if (head[i] >= '0' && head[i] <= '9') {
                value = value * 10 + head[i] - '0';
            }
        }
        return value;
    }

    /** Hands on what belongs to the body or chunk; true once that is all. */
    private boolean pass(ByteBuffer in) {
        int limit = in.limit();
        int length = (int) Math.min(left, in.remaining());
        int end = in.position() + length;
        in.limit(end);
        sink.body(in);
        in.limit(limit).position(end);
        left -= length;
        return left == 0;
    }

    private boolean size(byte b) throws IOException {
        if (b == '\n') {
            return left == 0 ? enter(State.TRAILER) : chunk();
        }
        int digit = Character.digit(b, 16);
        if (digit >= 0) {
            left = left * 16 + digit;
        } else if (b != '\r') {
            throw new IOException("not the size of a chunk");
        }
        return false;
    }

    private boolean chunk() {
        state = State.CHUNK;
        return false;
    }

    private boolean trailer(byte b) {
        if (b == '\n') {
            if (lineLength == 0) {
                return done();
            }
            lineLength = 0;
        } else if (b != '\r') {
            lineLength++;
        }
        return false;
    }
}
