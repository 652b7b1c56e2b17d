package dev.cairn.conformance.model;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.model.WorkspaceId;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random scripts agree with the reference model. {@code -Dconformance.seed} picks the scripts, {@code
 * -Dconformance.scripts} (20) says how many, {@code -Dconformance.length} (120) how long.
 */
@Tag("model")
public abstract class ModelContract extends Group {
    @Test
    @Clause("TX-1")
    @Clause("TX-3")
    @Clause("TX-8")
    @Clause("ERR-1")
    @Clause("FEED-1")
    @Clause("FEED-6")
    @Clause("EXEC-3")
    @Clause("EXEC-4")
    @Clause("EXEC-6")
    @Clause("LOG-4")
    @Clause("SESS-3")
    @Clause("STATE-4")
    @Clause("MEM-1")
    @Clause("MEM-4")
    @Clause("MEM-5")
    @Clause("TASK-1")
    @Clause("TASK-8")
    @Clause("AUDIT-1")
    @Clause("AUDIT-3")
    @DisplayName("random scripts give the same answers, errors, state and feed as the reference model")
    void agreesWithModel() {
        long seed = Long.getLong("conformance.seed", System.nanoTime() & 0xffff_ffffL);
        int scripts = Integer.getInteger("conformance.scripts", 20);
        int length = Integer.getInteger("conformance.length", 120);
        System.out.printf(
                "[conformance] model test: -Dconformance.seed=%d, %d scripts of %d lines%n", seed, scripts, length);
        ModelRun run = new ModelRun(() -> {
            WorkspaceId first = subject.newWorkspace();
            return new StoreTarget(store(), List.of(first, subject.newWorkspace()));
        });
        assertThat(run.failure(seed, scripts, length)).as("seed %d", seed).isEmpty();
    }
}
