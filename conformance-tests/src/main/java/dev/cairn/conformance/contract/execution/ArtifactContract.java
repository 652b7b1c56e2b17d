package dev.cairn.conformance.contract.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.NotFound;
import dev.cairn.model.Artifact;
import dev.cairn.model.ArtifactType;
import dev.cairn.model.BlobRef;
import dev.cairn.model.JsonObject;
import dev.cairn.store.Blobs.Collected;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** ART and BLOB-2: links, expiry, collection. */
public abstract class ArtifactContract extends Group {
    private BlobRef stage(byte[] content, Instant at) throws IOException {
        return store().blobs().stage(ws(), new ByteArrayInputStream(content), BlobContract.PLENTY, at);
    }

    private boolean there(BlobRef ref) throws IOException {
        try {
            readAll(store().blobs().open(ws(), ref, 0, Long.MAX_VALUE));
            return true;
        } catch (NotFound gone) {
            return false;
        }
    }

    @Test
    @Clause("ART-1")
    @DisplayName("all fields of an artifact come back as stored, for every type (weakness 11: type is always other)")
    void allFields() throws IOException {
        insert("e");
        BlobRef content = stage(BlobContract.random(10, 1), now());
        List<Artifact> stored = new ArrayList<>();
        for (ArtifactType type : ArtifactType.values()) {
            stored.add(new Artifact(
                    "full-" + type,
                    "e",
                    3,
                    "coverage",
                    "of the nightly build",
                    "..\\..//etc/passwd",
                    "text/html; charset=utf-8",
                    type,
                    content,
                    now(),
                    now(),
                    List.of("a", "b"),
                    JsonObject.parse("metadata", "{\"lines\":[1,2]}"),
                    false));
            stored.add(Samples.artifact("bare-" + type, "e", content, now()));
        }
        subject.change(tx -> stored.forEach(tx.artifacts()::insert));
        List<Artifact> listed = subject.read(view -> view.artifacts().list("e", null, 100));
        assertThat(listed).containsExactlyElementsOf(stored);
        for (Artifact each : stored) {
            Artifact found =
                    subject.read(view -> view.artifacts().find(each.id())).orElseThrow();
            assertThat(found).isEqualTo(each);
        }
    }

    @Test
    @Clause("ART-1")
    @Clause("BLOB-1")
    @DisplayName("content is linked by several artifacts of several executions and stays until the last link is gone")
    void sharedContent() throws IOException {
        insert("e");
        insert("f");
        BlobRef content = stage(BlobContract.random(5000, 2), now());
        subject.change(tx -> {
            tx.artifacts().insert(Samples.artifact("a", "e", content, now()));
            tx.artifacts().insert(Samples.artifact("b", "e", content, now()));
            tx.artifacts().insert(Samples.artifact("c", "f", content, now()));
        });
        assertThat(collect(now(), 10)).isEqualTo(new Collected(0, 0));
        subject.change(tx -> tx.artifacts().delete("a"));
        subject.change(tx -> tx.executions().delete("e"));
        assertThat(collect(now(), 10)).isEqualTo(new Collected(0, 0));
        assertThat(there(content)).isTrue();
        subject.change(tx -> tx.artifacts().delete("c"));
        assertThat(collect(now(), 10)).isEqualTo(new Collected(1, 5000));
        assertThat(there(content)).isFalse();
        assertThat(catchThrowableOfType(
                                NotFound.class,
                                () -> subject.change(
                                        tx -> tx.artifacts().insert(Samples.artifact("d", "f", content, now()))))
                        .id())
                .isEqualTo(content.sha256());
    }

    private Collected collect(Instant stagedBefore, int limit) {
        return store().blobs().collect(ws(), stagedBefore, limit);
    }

    @Test
    @Clause("ART-2")
    @DisplayName("expired artifacts are found earliest first, then by id, up to a limit; those without an end never"
            + " (weakness 6: retention fails)")
    void expiry() throws IOException {
        insert("e");
        Instant base = now();
        BlobRef content = stage(BlobContract.random(10, 3), now());
        subject.change(tx -> {
            tx.artifacts().insert(Samples.artifact("d", "e", content, now(), base.plusSeconds(5)));
            tx.artifacts().insert(Samples.artifact("b", "e", content, now(), base.plusSeconds(9)));
            tx.artifacts().insert(Samples.artifact("a", "e", content, now(), base.plusSeconds(9)));
            tx.artifacts().insert(Samples.artifact("c", "e", content, now(), base.plusSeconds(20)));
            tx.artifacts().insert(Samples.artifact("never", "e", content, now()));
        });
        assertThat(expired(base.plusSeconds(4), 10)).isEmpty();
        assertThat(expired(base.plusSeconds(9), 10)).containsExactly("d", "a", "b");
        assertThat(expired(base.plusSeconds(99), 2)).containsExactly("d", "a");
        assertThat(expired(base.plusSeconds(99), 10)).containsExactly("d", "a", "b", "c");
    }

    private List<String> expired(Instant at, int limit) {
        return subject.read(view -> view.artifacts().expired(at, limit)).stream()
                .map(Artifact::id)
                .toList();
    }

    @Test
    @Clause("BLOB-2")
    @DisplayName(
            "unlinked content staged before the grace is collected, by pieces up to the limit; later content stays;"
                    + " staging again renews the grace")
    void collection() throws IOException {
        Instant old = now();
        List<BlobRef> stale = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            stale.add(stage(BlobContract.random(100 + i, i), old));
        }
        Instant border = now();
        BlobRef fresh = stage(BlobContract.random(200, 20), border);
        BlobRef renewed = stage(BlobContract.random(100, 0), now());
        assertThat(renewed).isEqualTo(stale.getFirst());
        Collected first = collect(border, 3);
        assertThat(first.blobs()).isEqualTo(3);
        Collected second = collect(border, 3);
        assertThat(second.blobs()).isEqualTo(1);
        assertThat(first.bytes() + second.bytes()).isEqualTo(101 + 102 + 103 + 104);
        assertThat(collect(border, 3)).isEqualTo(new Collected(0, 0));
        assertThat(there(fresh)).isTrue();
        assertThat(there(renewed)).isTrue();
        for (BlobRef gone : stale.subList(1, 5)) {
            assertThat(there(gone)).isFalse();
        }
    }

    @Test
    @Clause("BLOB-2")
    @Clause("TX-1")
    @DisplayName("of a link and a collection at once one comes first: linked content is there, or the link is refused")
    void linkAgainstCollection() throws Exception {
        insert("e");
        for (int round = 0; round < 25; round++) {
            byte[] content = BlobContract.random(3000, 1000 + round);
            BlobRef ref = stage(content, now());
            Instant border = now();
            String id = "a-" + round;
            List<Boolean> results = Race.run(List.of(
                    () -> {
                        try {
                            subject.change(tx -> tx.artifacts().insert(Samples.artifact(id, "e", ref, now())));
                            return true;
                        } catch (NotFound collected) {
                            assertThat(collected.kind()).isEqualTo("content");
                            return false;
                        }
                    },
                    () -> collect(border, 100).blobs() == 1));
            boolean linked = results.getFirst();
            assertThat(linked)
                    .as("round %d: exactly one of the two had the content", round)
                    .isNotEqualTo(results.getLast());
            boolean found = subject.read(view -> view.artifacts().find(id).isPresent());
            assertThat(found).isEqualTo(linked);
            assertThat(there(ref)).isEqualTo(linked);
            if (linked) {
                assertThat(Arrays.equals(readAll(store().blobs().open(ws(), ref, 0, 5000)), content))
                        .isTrue();
            }
        }
    }

    @Test
    @Clause("BLOB-2")
    @DisplayName("content staged again while it is collected can be linked: whichever comes first, it is there")
    void stagingAgainstCollection() throws Exception {
        insert("e");
        for (int round = 0; round < 25; round++) {
            byte[] content = BlobContract.random(3000, 5000 + round);
            stage(content, now());
            Instant border = now();
            String id = "a-" + round;
            Race.run(List.of(() -> stage(content, now()), () -> {
                collect(border, 100);
                return BlobContract.refOf(content);
            }));
            subject.change(tx -> tx.artifacts().insert(Samples.artifact(id, "e", BlobContract.refOf(content), now())));
            assertThat(Arrays.equals(
                            readAll(store().blobs().open(ws(), BlobContract.refOf(content), 0, 5000)), content))
                    .isTrue();
        }
    }
}
