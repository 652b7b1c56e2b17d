package dev.cairn.conformance.perf;

import dev.cairn.CairnWorkspace;
import dev.cairn.logic.execution.NewArtifact;
import dev.cairn.logic.execution.NewExecution;
import dev.cairn.logic.execution.NewStep;
import dev.cairn.logic.execution.StepPatch;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Execution;
import dev.cairn.model.StepStatus;

/**
 * The whole life of an execution, each change a call of its own as when it happens: created, started, steps that run and
 * complete, their lines, artifacts, finished.
 */
public final class RecordedLife {
    public static final int STEPS = 4;
    public static final int ARTIFACTS = 2;

    private final CairnWorkspace workspace;
    private final int linesPerStep;

    public RecordedLife(CairnWorkspace workspace, int linesPerStep) {
        this.workspace = workspace;
        this.linesPerStep = linesPerStep;
    }

    /** How artifacts get their content. */
    @FunctionalInterface
    public interface Contents {
        BlobRef stage(int artifact) throws Exception;
    }

    /** Calls that change the store, for one life. */
    public int writes() {
        return 3 + STEPS * (linesPerStep > 0 ? 3 : 2) + ARTIFACTS;
    }

    /** Returns the id. */
    public String live(long n, Contents contents) throws Exception {
        String id = create(workspace);
        workspace.executions().start(id);
        for (int step = 0; step < STEPS; step++) {
            step(workspace, id);
            if (linesPerStep > 0) {
                workspace.logs().append(id, SampleData.lines((n * STEPS + step) * linesPerStep, linesPerStep));
            }
            workspace.steps().change(id, step, StepPatch.status(StepStatus.COMPLETED), null);
        }
        for (int artifact = 0; artifact < ARTIFACTS; artifact++) {
            link(workspace, id, artifact, contents.stage(artifact));
        }
        workspace.executions().finish(id, 0);
        return id;
    }

    /** A pending execution like {@link SampleData#execution()}; returns its id. */
    public static String create(CairnWorkspace workspace) {
        Execution e = SampleData.execution();
        NewExecution input = new NewExecution(
                null,
                e.name(),
                e.command(),
                e.workingDirectory(),
                e.environment(),
                e.user(),
                null,
                e.metadata(),
                null,
                null);
        return workspace.executions().create(input).value().id();
    }

    /** A running step after the last. */
    public static void step(CairnWorkspace workspace, String id) {
        workspace.steps().create(NewStep.running(id, "compile and test"));
    }

    /** A report of the execution. */
    public static void link(CairnWorkspace workspace, String id, int artifact, BlobRef content) {
        String file = "target/reports/report-" + artifact + ".html";
        workspace
                .artifacts()
                .link(new NewArtifact(
                        null, id, null, null, null, file, null, null, content, null, null, null, null, null));
    }
}
