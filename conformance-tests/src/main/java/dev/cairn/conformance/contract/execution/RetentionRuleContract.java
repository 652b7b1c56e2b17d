package dev.cairn.conformance.contract.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.cairn.conformance.contract.RuleGroup;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.NotFound;
import dev.cairn.logic.execution.NewArtifact;
import dev.cairn.logic.execution.NewExecution;
import dev.cairn.logic.execution.Retention;
import dev.cairn.model.Artifact;
import dev.cairn.model.ArtifactType;
import dev.cairn.model.BlobRef;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Blobs;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** EXEC-11, ART-2, ART-3, KEY-3: what is removed, and what a name may do. */
public abstract class RetentionRuleContract extends RuleGroup {
    private static final Set<ExecutionStatus> ENDED =
            EnumSet.of(ExecutionStatus.COMPLETED, ExecutionStatus.FAILED, ExecutionStatus.CANCELLED);

    @Test
    @Clause("EXEC-11")
    @DisplayName("retention removes old terminal executions by status, never running ones, and a dry run says the same"
            + " number and removes nothing (weakness 6: cleanup deletes running ones and is never called)")
    void sweep() {
        for (ExecutionStatus status : ExecutionStatus.values()) {
            for (int i = 0; i < 3; i++) {
                create("old-" + status + i, status);
            }
        }
        subject.clock().advance(Duration.ofDays(30));
        create("new", ExecutionStatus.COMPLETED);
        List<String> before = ids();
        var failedOnly = new Retention.Policy(Duration.ofDays(7), EnumSet.of(ExecutionStatus.FAILED), true);
        assertThat(space.retention().sweep(failedOnly).executions()).isEqualTo(Map.of(ExecutionStatus.FAILED, 3L));
        var dry = space.retention().sweep(new Retention.Policy(Duration.ofDays(7), ENDED, true));
        assertThat(dry.total()).isEqualTo(9);
        assertThat(ids()).containsExactlyElementsOf(before);
        var swept = space.retention().sweep(new Retention.Policy(Duration.ofDays(7), ENDED, false));
        assertThat(swept.executions()).isEqualTo(dry.executions());
        assertThat(swept.dryRun()).isFalse();
        assertThat(ids())
                .containsExactlyInAnyOrder(
                        "new",
                        "old-PENDING0",
                        "old-PENDING1",
                        "old-PENDING2",
                        "old-RUNNING0",
                        "old-RUNNING1",
                        "old-RUNNING2");
        assertThat(catchThrowableOfType(
                                InvalidArgument.class,
                                () -> new Retention.Policy(Duration.ZERO, EnumSet.of(ExecutionStatus.RUNNING), true))
                        .field())
                .isEqualTo("statuses");
    }

    @Test
    @Clause("EXEC-11")
    @DisplayName("retention goes through more than one batch")
    void manyBatches() {
        space.executions()
                .createAll(java.util.stream.IntStream.range(0, 250)
                        .mapToObj(i -> NewExecution.named("n").withId("e-" + i))
                        .toList());
        subject.change(tx -> {
            for (var each : tx.executions().page(ExecutionFilter.ALL, null, 1000)) {
                tx.executions()
                        .update(
                                dev.cairn.conformance.harness.Samples.sample(each.id(), each.createdAt())
                                        .status(ExecutionStatus.CANCELLED)
                                        .version(2)
                                        .build(),
                                1);
            }
        });
        subject.clock().advance(Duration.ofDays(1));
        assertThat(space.retention()
                        .sweep(new Retention.Policy(Duration.ofHours(1), ENDED, false))
                        .total())
                .isEqualTo(250);
        assertThat(ids()).isEmpty();
    }

    private Artifact link(String fileName, @Nullable Integer retentionDays) throws Exception {
        BlobRef content = space.artifacts().stage(bytes("content of " + fileName), 1000);
        return space.artifacts()
                .link(new NewArtifact(
                        null,
                        "e",
                        null,
                        null,
                        null,
                        fileName,
                        null,
                        null,
                        content,
                        retentionDays,
                        null,
                        null,
                        null,
                        null))
                .value();
    }

    @Test
    @Clause("ART-2")
    @Clause("BLOB-2")
    @DisplayName(
            "expired artifacts are removed by retention, then their content is collected (weakness 6: an artifact with"
                    + " retention breaks everything)")
    void expiredArtifacts() throws Exception {
        create("e", ExecutionStatus.RUNNING);
        Artifact shortLived = link("short.log", 1);
        Artifact longLived = link("long.log", 10);
        assertThat(space.retention().expireArtifacts()).isZero();
        subject.clock().advance(Duration.ofDays(2));
        assertThat(space.retention().expireArtifacts()).isEqualTo(1);
        assertThat(space.retention().expireArtifacts()).isZero();
        NotFound gone =
                catchThrowableOfType(NotFound.class, () -> space.artifacts().get(shortLived.id()));
        assertThat(List.of(gone.kind(), gone.id())).containsExactly("artifact", shortLived.id());
        assertThat(space.artifacts().get(longLived.id())).isEqualTo(longLived);
        assertThat(space.retention().collectContent(Duration.ofHours(1)))
                .isEqualTo(new Blobs.Collected(1, shortLived.content().size()));
        assertThat(new String(readAll(space.artifacts().open(longLived, 0, 100)), StandardCharsets.UTF_8))
                .isEqualTo("content of long.log");
    }

    @Test
    @Clause("ART-3")
    @DisplayName(
            "no name or path of a caller becomes a path of the store (weakness 17: an artifact marker copies any file)")
    void hostileNames() throws Exception {
        create("e", ExecutionStatus.RUNNING);
        Map<String, String> kept = new LinkedHashMap<>();
        kept.put("../../../etc/passwd", "passwd");
        kept.put("..\\..\\boot.ini", "boot.ini");
        kept.put("/etc/shadow", "shadow");
        kept.put("C:\\x\\y.txt", "y.txt");
        kept.put("nul", "nul");
        kept.put("..", "..");
        kept.put("a\nb", "a\nb");
        kept.put("%2e%2e%2f", "%2e%2e%2f");
        for (Map.Entry<String, String> name : kept.entrySet()) {
            Artifact artifact = link(name.getKey(), null);
            assertThat(artifact.fileName()).isEqualTo(name.getValue());
            assertThat(space.artifacts().get(artifact.id())).isEqualTo(artifact);
            assertThat(new String(readAll(space.artifacts().open(artifact, 0, 1000)), StandardCharsets.UTF_8))
                    .isEqualTo("content of " + name.getKey());
        }
        assertThat(catchThrowableOfType(InvalidArgument.class, () -> link("dir/", null))
                        .field())
                .isEqualTo("fileName");
    }

    @Test
    @Clause("ART-1")
    @DisplayName("media type and type follow from the file name unless given (weakness 11: type is never inferred)")
    void inferredTypes() throws Exception {
        create("e", ExecutionStatus.RUNNING);
        assertThat(link("build.log", null).type()).isEqualTo(ArtifactType.LOG);
        assertThat(link("shot.PNG", null).type()).isEqualTo(ArtifactType.IMAGE);
        assertThat(link("all.zip", null).type()).isEqualTo(ArtifactType.ARCHIVE);
        assertThat(link("data.json", null).mimeType()).isEqualTo("application/json");
        assertThat(link("what", null).mimeType()).isEqualTo("application/octet-stream");
    }

    @Test
    @Clause("KEY-3")
    @Clause("ERR-1")
    @DisplayName("ids that are no ids are refused with the field named, and nothing is written")
    void wrongIds() {
        for (String id : List.of("", "..", "a/b", "../x", "a b", "é", "q".repeat(129))) {
            assertThat(catchThrowableOfType(
                                    InvalidArgument.class,
                                    () -> space.executions()
                                            .create(NewExecution.named("n").withId(id)))
                            .field())
                    .isEqualTo("id");
        }
        assertThat(ids()).isEmpty();
        String minted =
                space.executions().create(NewExecution.named("n")).value().id();
        assertThat(minted).matches("[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
    }

    @Test
    @Clause("ERR-1")
    @DisplayName("an unknown setting, and one that is malformed, is InvalidArgument that names it; nothing is opened"
            + " (weakness 16: settings that nobody reads)")
    void settings() throws Exception {
        StoreSettings database = subject.freshDatabase();
        assertThat(catchThrowableOfType(
                                InvalidArgument.class, () -> subject.openRaw(database.with("no_such_setting", "1")))
                        .field())
                .isEqualTo("no_such_setting");
        for (var setting : subject.fixture().provider().settings()) {
            String wrong = switch (setting.type()) {
                case INTEGER, FLAG, DURATION, BYTES, CHOICE -> "wrong value";
                case PATH -> " ";
                case TEXT -> "";
            };
            if (!wrong.isEmpty()) {
                assertThat(catchThrowableOfType(
                                        InvalidArgument.class,
                                        () -> subject.openRaw(database.with(setting.name(), wrong)))
                                .field())
                        .isEqualTo(setting.name());
            }
        }
    }
}
