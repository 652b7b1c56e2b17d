package dev.cairn.server.run;

import java.util.Arrays;

/** Cuts a stream of bytes into lines. Not thread-safe. */
final class LineSplitter {
    /** Longer lines are cut, at the end of a UTF-8 character where there is one near. */
    static final int MAX_LINE = 64 * 1024;

    /** Receives the lines, in order. */
    interface Sink {
        /**
         * @param line the bytes without the line feed
         * @param partial no line feed followed
         * @param continued these bytes go on where the line before was cut
         */
        void line(byte[] line, boolean partial, boolean continued);
    }

    private final Sink sink;
    private byte[] pending = new byte[0];
    private boolean continued;

    LineSplitter(Sink sink) {
        this.sink = sink;
    }

    void accept(byte[] bytes, int from, int to) {
        int start = from;
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\n') {
                emitLine(bytes, start, i);
                start = i + 1;
            }
        }
        keep(bytes, start, to);
    }

    /** The stream has ended: what is left is a partial line. */
    void end() {
        if (pending.length > 0) {
            sink.line(pending, true, continued);
        }
        pending = new byte[0];
        continued = false;
    }

    private void emitLine(byte[] bytes, int start, int end) {
        if (pending.length > 0 || end - start > MAX_LINE) {
            keep(bytes, start, end);
            sink.line(pending, false, continued);
            pending = new byte[0];
        } else {
            sink.line(Arrays.copyOfRange(bytes, start, end), false, continued);
        }
        continued = false;
    }

    /** Adds to the pending line and emits full pieces of it; at most {@link #MAX_LINE} bytes stay. */
    private void keep(byte[] bytes, int start, int end) {
        if (start == end) {
            return;
        }
        byte[] all = Arrays.copyOf(pending, pending.length + end - start);
        System.arraycopy(bytes, start, all, pending.length, end - start);
        int at = 0;
        while (all.length - at > MAX_LINE) {
            int cut = characterEnd(all, at + MAX_LINE);
            sink.line(Arrays.copyOfRange(all, at, cut), true, continued);
            continued = true;
            at = cut;
        }
        pending = at == 0 ? all : Arrays.copyOfRange(all, at, all.length);
    }

    /** The last place at or up to three bytes before {@code at} where a character may begin. */
    private static int characterEnd(byte[] bytes, int at) {
        for (int i = at; i > at - 4; i--) {
            if ((bytes[i] & 0xC0) != 0x80) {
                return i;
            }
        }
        return at;
    }

    /** What has come since the last line, for a {@link Checkpoint}. */
    byte[] pending() {
        return pending;
    }

    boolean continued() {
        return continued;
    }

    void restore(byte[] bytes, boolean goesOn) {
        pending = bytes;
        continued = goesOn;
    }
}
