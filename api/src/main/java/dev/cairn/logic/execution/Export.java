package dev.cairn.logic.execution;

import dev.cairn.logic.Scope;
import dev.cairn.model.Artifact;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.LogLine;
import dev.cairn.model.LogQuery;
import dev.cairn.model.PageKey;
import dev.cairn.model.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Streams executions with everything under them, part by part, in bounded memory. Each part is one short read, so that an
 * export of any length holds nothing back; what changes meanwhile may show in a later part.
 */
public final class Export {
    private static final int PAGE = 500;

    private final Scope scope;

    public Export(Scope scope) {
        this.scope = scope;
    }

    /**
     * Takes the parts: each execution, then its steps, its log and its artifacts.
     *
     * @param <X> what the target may throw; ends the export
     */
    public interface Target<X extends Exception> {
        void execution(Execution execution) throws X;

        void step(Step step) throws X;

        void log(String executionId, LogLine line) throws X;

        void artifact(Artifact artifact) throws X;
    }

    /** @throws dev.cairn.error.NotFound kind "execution" */
    public <X extends Exception> void execution(String id, Target<X> target) throws X {
        Execution execution =
                scope.store().read(scope.workspace(), "export.execution", view -> ExecutionWrites.require(view, id));
        write(execution, target);
    }

    /** Every execution that matches, newest first; returns how many. */
    public <X extends Exception> long executions(ExecutionFilter filter, Target<X> target) throws X {
        long exported = 0;
        PageKey after = null;
        List<Execution> page = page(filter, after);
        while (!page.isEmpty()) {
            for (Execution execution : page) {
                write(execution, target);
            }
            exported += page.size();
            after = new PageKey(page.getLast().createdAt(), page.getLast().id());
            page = page(filter, after);
        }
        return exported;
    }

    private List<Execution> page(ExecutionFilter filter, @Nullable PageKey after) {
        return scope.store()
                .read(
                        scope.workspace(),
                        "export.page",
                        view -> view.executions().page(filter, after, PAGE));
    }

    private <X extends Exception> void write(Execution execution, Target<X> target) throws X {
        target.execution(execution);
        String id = execution.id();
        List<Step> steps = steps(id, -1);
        while (!steps.isEmpty()) {
            for (Step step : steps) {
                target.step(step);
            }
            steps = steps(id, steps.getLast().index());
        }
        List<LogLine> lines = lines(id, 0);
        while (!lines.isEmpty()) {
            for (LogLine line : lines) {
                target.log(id, line);
            }
            lines = lines(id, lines.getLast().sequence());
        }
        List<Artifact> artifacts = artifacts(id, null);
        while (!artifacts.isEmpty()) {
            for (Artifact artifact : artifacts) {
                target.artifact(artifact);
            }
            artifacts = artifacts(
                    id,
                    new PageKey(
                            artifacts.getLast().createdAt(), artifacts.getLast().id()));
        }
    }

    private List<Step> steps(String id, int after) {
        return scope.store()
                .read(scope.workspace(), "export.steps", view -> view.steps().list(id, after, PAGE));
    }

    private List<LogLine> lines(String id, long after) {
        return scope.store()
                .read(scope.workspace(), "export.logs", view -> view.logs().read(id, LogQuery.after(after), PAGE));
    }

    private List<Artifact> artifacts(String id, @Nullable PageKey after) {
        return scope.store()
                .read(
                        scope.workspace(),
                        "export.artifacts",
                        view -> view.artifacts().list(id, after, PAGE));
    }
}
