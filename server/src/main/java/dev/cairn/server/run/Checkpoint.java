package dev.cairn.server.run;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/**
 * Where the {@link Interpreter} stood after a batch. It lets the spool of a dead recorder be finished exactly where it
 * stopped: nothing twice, nothing missing.
 *
 * @param place in the captured output, up to which everything is in batches or in this checkpoint
 * @param nextStep index of the next step
 * @param step the open step; null when none is open
 * @param out what has come of an unfinished line of standard output
 * @param err the same of standard error
 */
record Checkpoint(
        long place, int nextStep, @Nullable OpenStep step, int metadata, Pending out, Pending err, boolean ended) {

    static final Checkpoint START =
            new Checkpoint(0, 0, null, 0, new Pending(new byte[0], false), new Pending(new byte[0], false), false);

    /** @param metadata how many characters of metadata it has */
    record OpenStep(int index, String name, boolean stopOnError, int metadata) {}

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Pending(byte[] bytes, boolean continued) {
        static Pending of(LineSplitter splitter) {
            return new Pending(splitter.pending(), splitter.continued());
        }
    }

    byte[] bytes() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(64);
        try (DataOutputStream data = new DataOutputStream(bytes)) {
            data.writeLong(place);
            data.writeInt(nextStep);
            data.writeInt(metadata);
            data.writeBoolean(ended);
            data.writeBoolean(step != null);
            if (step != null) {
                data.writeInt(step.index());
                data.writeUTF(step.name());
                data.writeBoolean(step.stopOnError());
                data.writeInt(step.metadata());
            }
            write(data, out);
            write(data, err);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    static Checkpoint of(byte[] bytes) {
        try (DataInputStream data = new DataInputStream(new ByteArrayInputStream(bytes))) {
            long place = data.readLong();
            int nextStep = data.readInt();
            int metadata = data.readInt();
            boolean ended = data.readBoolean();
            OpenStep step = data.readBoolean()
                    ? new OpenStep(data.readInt(), data.readUTF(), data.readBoolean(), data.readInt())
                    : null;
            return new Checkpoint(place, nextStep, step, metadata, read(data), read(data), ended);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(DataOutputStream data, Pending pending) throws IOException {
        data.writeBoolean(pending.continued());
        data.writeInt(pending.bytes().length);
        data.write(pending.bytes());
    }

    private static Pending read(DataInputStream data) throws IOException {
        boolean continued = data.readBoolean();
        return new Pending(data.readNBytes(data.readInt()), continued);
    }
}
