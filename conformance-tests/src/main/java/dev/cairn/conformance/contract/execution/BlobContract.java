package dev.cairn.conformance.contract.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Damageable;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.Corrupt;
import dev.cairn.error.LimitExceeded;
import dev.cairn.error.NotFound;
import dev.cairn.model.BlobRef;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** BLOB-1, BLOB-3: content in and out. */
public abstract class BlobContract extends Group {
    static final long PLENTY = 100L << 20;

    static byte[] random(int size, long seed) {
        byte[] bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    static BlobRef refOf(byte[] content) {
        try {
            return new BlobRef(
                    HexFormat.of()
                            .formatHex(MessageDigest.getInstance("SHA-256").digest(content)),
                    content.length);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private BlobRef stage(byte[] content) throws IOException {
        return store().blobs().stage(ws(), new ByteArrayInputStream(content), PLENTY, now());
    }

    private byte[] open(BlobRef ref, long offset, long length) throws IOException {
        return readAll(store().blobs().open(ws(), ref, offset, length));
    }

    @Test
    @Clause("BLOB-1")
    @DisplayName(
            "content of 0 bytes, 1 byte and 5 MB comes back byte for byte, under its SHA-256, from slow streams too")
    void roundTrip() throws IOException {
        for (int size : new int[] {0, 1, 4095, 4096, 4097, 262_144, 262_145, 5_000_000}) {
            byte[] content = random(size, size);
            InputStream trickling = new ByteArrayInputStream(content) {
                @Override
                public synchronized int read(byte[] into, int offset, int length) {
                    return super.read(into, offset, Math.min(length, 8191));
                }
            };
            BlobRef ref = store().blobs().stage(ws(), trickling, PLENTY, now());
            assertThat(ref).isEqualTo(refOf(content));
            assertThat(Arrays.equals(open(ref, 0, Long.MAX_VALUE), content))
                    .as("%d bytes", size)
                    .isTrue();
            assertThat(stage(content)).as("staged twice").isEqualTo(ref);
        }
    }

    @Test
    @Clause("BLOB-1")
    @DisplayName("every range comes back exactly; beyond the end a stream just ends")
    void ranges() throws IOException {
        byte[] content = random(1_000_003, 5);
        BlobRef ref = stage(content);
        long[][] ranges = {
            {0, 0},
            {0, 1},
            {1, 1},
            {0, 1_000_003},
            {1_000_002, 1},
            {1_000_002, 100},
            {1_000_003, 1},
            {2_000_000, 5},
            {65_535, 2},
            {65_536, 65_536},
            {262_143, 3},
            {524_287, 400_000},
            {999_999, Long.MAX_VALUE},
            {7, 0}
        };
        for (long[] range : ranges) {
            int from = (int) Math.min(range[0], content.length);
            int to = (int) Math.min(content.length, range[1] > content.length ? content.length : from + range[1]);
            assertThat(Arrays.equals(open(ref, range[0], range[1]), Arrays.copyOfRange(content, from, to)))
                    .as("%d bytes from %d", range[1], range[0])
                    .isTrue();
        }
        BlobRef empty = stage(new byte[0]);
        assertThat(open(empty, 0, 10)).isEmpty();
    }

    @Test
    @Clause("BLOB-1")
    @DisplayName("content that is open may be read slowly, or closed early, while others write")
    void readSlowly() throws IOException {
        byte[] content = random(700_000, 6);
        BlobRef ref = stage(content);
        try (InputStream first = store().blobs().open(ws(), ref, 0, Long.MAX_VALUE)) {
            assertThat(first.readNBytes(10)).isEqualTo(Arrays.copyOf(content, 10));
            for (int i = 0; i < 5; i++) {
                insert("e-" + i);
                store().blobs().open(ws(), ref, 5, 100_000).close();
            }
            assertThat(Arrays.equals(first.readAllBytes(), Arrays.copyOfRange(content, 10, content.length)))
                    .isTrue();
        }
    }

    @Test
    @Clause("BLOB-1")
    @Clause("ERR-1")
    @DisplayName("a failing input, and one byte more than the limit, keep nothing; exactly the limit is kept")
    void failedStaging() throws IOException {
        byte[] content = random(500_000, 7);
        IOException broken = new IOException("the sender went away");
        InputStream failing = new InputStream() {
            private int position;

            @Override
            public int read() throws IOException {
                if (position == 400_000) {
                    throw broken;
                }
                return content[position++] & 0xFF;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (position == 400_000) {
                    throw broken;
                }
                int n = Math.min(length, 400_000 - position);
                System.arraycopy(content, position, into, offset, n);
                position += n;
                return n;
            }
        };
        assertThat(catchThrowable(() -> store().blobs().stage(ws(), failing, PLENTY, now())))
                .isSameAs(broken);
        LimitExceeded tooLarge = catchThrowableOfType(
                LimitExceeded.class,
                () -> store().blobs().stage(ws(), new ByteArrayInputStream(content), 499_999, now()));
        assertThat(tooLarge.limit()).isEqualTo(499_999);
        assertThat(tooLarge.actual()).isGreaterThan(499_999);
        for (BlobRef notKept : new BlobRef[] {
            refOf(content), refOf(Arrays.copyOf(content, 400_000)), refOf(Arrays.copyOf(content, 499_999))
        }) {
            assertThat(catchThrowableOfType(NotFound.class, () -> open(notKept, 0, 1))
                            .kind())
                    .isEqualTo("content");
        }
        assertThat(store().blobs().stage(ws(), new ByteArrayInputStream(content), 500_000, now()))
                .isEqualTo(refOf(content));
        assertThat(store().blobs()
                        .stage(ws(), new ByteArrayInputStream(new byte[0]), 0, now())
                        .size())
                .isZero();
    }

    @Test
    @Clause("BLOB-1")
    @Clause("ERR-1")
    @DisplayName("unknown content is NotFound with its hash; a reference of another size is Corrupt or NotFound")
    void unknownContent() throws IOException {
        BlobRef unknown = new BlobRef("00".repeat(32), 5);
        NotFound missing = catchThrowableOfType(NotFound.class, () -> open(unknown, 0, 5));
        assertThat(missing.kind()).isEqualTo("content");
        assertThat(missing.id()).isEqualTo(unknown.sha256());
        BlobRef ref = stage(random(1000, 1));
        assertThat(catchThrowable(() -> open(new BlobRef(ref.sha256(), 999), 0, 2000)))
                .isInstanceOfAny(Corrupt.class, NotFound.class);
    }

    @Test
    @Clause("BLOB-3")
    @DisplayName(
            "content cut short or removed behind the store's back is Corrupt or NotFound, never passed off as whole"
                    + " (weakness 11: a missing artifact file)")
    void damaged() throws Exception {
        Damageable engine = subject.needs(Damageable.class, "nothing but the store can reach its content");
        StoreSettings database = subject.freshDatabase();
        WorkspaceId ws = new WorkspaceId("damaged");
        byte[][] contents = {random(300_000, 1), random(300_000, 2), random(300_000, 3)};
        try (Store store = subject.open(database)) {
            store.workspaces().create(new dev.cairn.model.Workspace(ws, now(), false));
            store.write(ws, "kit.write", tx -> {
                tx.executions().insert(Samples.execution("e", now()));
                return 1;
            });
            for (byte[] content : contents) {
                BlobRef ref = store.blobs().stage(ws, new ByteArrayInputStream(content), PLENTY, now());
                store.write(ws, "kit.write", tx -> {
                    tx.artifacts().insert(Samples.artifact(ref.sha256(), "e", ref, now()));
                    return 1;
                });
            }
        }
        engine.truncateContent(database, ws, refOf(contents[0]));
        engine.removeContent(database, ws, refOf(contents[1]));
        Store store = subject.open(database);
        for (int i = 0; i < 2; i++) {
            BlobRef ref = refOf(contents[i]);
            for (long[] range : new long[][] {{0, Long.MAX_VALUE}, {250_000, 10}}) {
                assertThat(catchThrowable(() -> readAll(store.blobs().open(ws, ref, range[0], range[1]))))
                        .as("content %d from %d", i, range[0])
                        .isInstanceOfAny(Corrupt.class, NotFound.class);
            }
        }
        assertThat(Arrays.equals(readAll(store.blobs().open(ws, refOf(contents[2]), 0, PLENTY)), contents[2]))
                .isTrue();
    }
}
