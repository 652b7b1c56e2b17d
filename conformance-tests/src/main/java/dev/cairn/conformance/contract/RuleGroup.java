package dev.cairn.conformance.contract;

import dev.cairn.Cairn;
import dev.cairn.CairnWorkspace;
import dev.cairn.logic.RetryingStore;
import dev.cairn.logic.execution.NewExecution;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionStatus;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;

/** Rules of {@code dev.cairn.logic} over the store under test, with the clock of the test. */
public abstract class RuleGroup extends Group {
    protected Cairn cairn;
    protected CairnWorkspace space;

    @BeforeEach
    final void bind() {
        cairn = Cairn.over(new RetryingStore(store(), Duration.ofSeconds(20)), subject.clock());
        space = cairn.workspace(ws());
    }

    /** Creates an execution and takes it to that status. */
    protected final Execution create(String id, ExecutionStatus status) {
        Execution created = space.executions()
                .create(NewExecution.named("build").withId(id))
                .value();
        return switch (status) {
            case PENDING -> created;
            case RUNNING -> space.executions().start(id);
            case COMPLETED -> {
                space.executions().start(id);
                yield space.executions().finish(id, 0);
            }
            case FAILED -> space.executions().fail(id, "broken");
            case CANCELLED -> space.executions().cancel(id, "not needed");
        };
    }
}
