package dev.cairn.server.run;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Batches that became ready together, and the state of the interpreter after them; written to the outbox as one record, so
 * that either all of them and the state are there or none.
 */
record OutboxRecord(Checkpoint checkpoint, List<Batches.Batch> batches) {
    OutboxRecord {
        batches = List.copyOf(batches);
    }

    ByteBuffer[] parts() {
        List<ByteBuffer> parts = new ArrayList<>();
        byte[] state = checkpoint.bytes();
        parts.add(ByteBuffer.allocate(8)
                .putInt(batches.size())
                .putInt(state.length)
                .flip());
        parts.add(ByteBuffer.wrap(state));
        for (Batches.Batch batch : batches) {
            byte[] artifact =
                    batch.artifact() == null ? new byte[0] : batch.artifact().getBytes(StandardCharsets.UTF_8);
            parts.add(ByteBuffer.allocate(8 + artifact.length)
                    .putInt(artifact.length)
                    .put(artifact)
                    .putInt(batch.operations().length)
                    .flip());
            parts.add(ByteBuffer.wrap(batch.operations()));
        }
        return parts.toArray(ByteBuffer[]::new);
    }

    static OutboxRecord of(ByteBuffer record) {
        int count = record.getInt();
        Checkpoint checkpoint = Checkpoint.of(bytes(record));
        List<Batches.Batch> batches = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            String artifact = new String(bytes(record), StandardCharsets.UTF_8);
            batches.add(new Batches.Batch(bytes(record), artifact.isEmpty() ? null : artifact));
        }
        return new OutboxRecord(checkpoint, batches);
    }

    private static byte[] bytes(ByteBuffer record) {
        byte[] bytes = new byte[record.getInt()];
        record.get(bytes);
        return bytes;
    }
}
