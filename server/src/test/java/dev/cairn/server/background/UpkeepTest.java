package dev.cairn.server.background;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.Cairn;
import dev.cairn.logic.execution.ExecutionPatch;
import dev.cairn.logic.execution.NewArtifact;
import dev.cairn.logic.execution.NewExecution;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.StoreProviders;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Migration;
import dev.cairn.store.Store;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class UpkeepTest {
    private static final WorkspaceId WORKSPACE = new WorkspaceId("w");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-01-01T00:00:00Z"));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Cairn cairn;
    private Upkeep upkeep;

    @BeforeEach
    void open() {
        Store store = StoreProviders.load().open(StoreSettings.of("memory", Map.of()));
        store.migrate(Migration.CREATE);
        cairn = Cairn.over(store, now::get);
        cairn.workspaces().ensure(WORKSPACE);
        upkeep = new Upkeep(
                cairn, new Upkeep.Options(Duration.ofHours(1), Duration.ZERO, Duration.ofHours(1), 1), meters);
    }

    @AfterEach
    void close() {
        upkeep.close();
        cairn.close();
    }

    private Execution lost() {
        NewExecution input =
                new NewExecution("r", "r", null, null, null, null, null, null, null, Duration.ofSeconds(10));
        cairn.workspace(WORKSPACE).executions().create(input);
        cairn.workspace(WORKSPACE).executions().change("r", ExecutionPatch.status(ExecutionStatus.RUNNING), null);
        now.updateAndGet(time -> time.plusSeconds(11));
        return cairn.workspace(WORKSPACE).executions().get("r");
    }

    @Test
    void an_execution_whose_recorder_is_silent_is_closed_as_lost() {
        assertThat(lost().status()).isEqualTo(ExecutionStatus.RUNNING);
        upkeep.round(true);
        Execution closed = cairn.workspace(WORKSPACE).executions().get("r");
        assertThat(closed.status()).isEqualTo(ExecutionStatus.FAILED);
        assertThat(closed.lost()).isTrue();
        assertThat(meters.counter("cairn.upkeep.items", "part", "close_lost").count())
                .isEqualTo(1);
    }

    @Test
    void right_after_a_start_nobody_is_judged() {
        lost();
        upkeep.round(false);
        assertThat(cairn.workspace(WORKSPACE).executions().get("r").status()).isEqualTo(ExecutionStatus.RUNNING);
    }

    @Test
    void expired_artifacts_go_and_their_content_after_its_grace() throws Exception {
        cairn.workspace(WORKSPACE).executions().create(NewExecution.named("a").withId("a"));
        BlobRef content =
                cairn.workspace(WORKSPACE).artifacts().stage(new ByteArrayInputStream(new byte[] {1, 2, 3}), 10);
        cairn.workspace(WORKSPACE)
                .artifacts()
                .link(new NewArtifact("x", "a", null, null, null, "f", null, null, content, 1, null, null, null, null));
        now.updateAndGet(time -> time.plus(Duration.ofDays(2)));
        upkeep.round(true);
        assertThat(meters.counter("cairn.upkeep.items", "part", "expire_artifacts")
                        .count())
                .isEqualTo(1);
        assertThat(meters.counter("cairn.upkeep.items", "part", "collect_content")
                        .count())
                .isEqualTo(1);
    }

    @Test
    void a_deletion_cut_short_goes_on() {
        cairn.store().workspaces().retire(WORKSPACE);
        upkeep.round(true);
        assertThat(cairn.store().workspaces().find(WORKSPACE)).isEmpty();
    }
}
