package dev.cairn.server.run;

import dev.cairn.model.LogStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** What the recorder keeps of a run before it is understood: output as it came, and the end. */
sealed interface Captured {
    /** The places in these lists are what the spool holds. */
    List<LogStream> STREAMS = List.of(LogStream.STDOUT, LogStream.STDERR, LogStream.SYSTEM);

    int END = 9;

    List<Ending.Kind> KINDS = List.of(
            Ending.Kind.EXITED,
            Ending.Kind.NOT_STARTED,
            Ending.Kind.STOPPED,
            Ending.Kind.TIMED_OUT,
            Ending.Kind.INTERRUPTED,
            Ending.Kind.RECORDER_DIED);

    /** When it came, with microseconds. */
    Instant time();

    /** Bytes of one stream; SYSTEM is the recorder's own word, one line. */
    record Output(Instant time, LogStream stream, ByteBuffer bytes) implements Captured {}

    /** Nothing follows. */
    record End(Instant time, Ending ending) implements Captured {}

    private static ByteBuffer header(Instant time, int kind) {
        return ByteBuffer.allocate(9)
                .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, time))
                .put((byte) kind)
                .flip();
    }

    /** The record of some output; {@code bytes} is not copied. */
    static ByteBuffer[] output(Instant time, LogStream stream, ByteBuffer bytes) {
        return new ByteBuffer[] {header(time, STREAMS.indexOf(stream)), bytes};
    }

    static ByteBuffer[] end(Instant time, Ending ending) {
        byte[] reason = ending.reason() == null ? new byte[0] : ending.reason().getBytes(StandardCharsets.UTF_8);
        ByteBuffer body = ByteBuffer.allocate(5 + reason.length)
                .put((byte) KINDS.indexOf(ending.kind()))
                .putInt(ending.exitCode())
                .put(reason);
        return new ByteBuffer[] {header(time, END), body.flip()};
    }

    static Captured of(ByteBuffer record) {
        Instant time = Instant.EPOCH.plus(record.getLong(), ChronoUnit.MICROS);
        int kind = record.get();
        if (kind < END) {
            return new Output(time, STREAMS.get(kind), record);
        }
        Ending.Kind ending = KINDS.get(record.get());
        int exitCode = record.getInt();
        String reason = StandardCharsets.UTF_8.decode(record).toString();
        return new End(time, new Ending(ending, exitCode, reason.isEmpty() ? null : reason));
    }
}
