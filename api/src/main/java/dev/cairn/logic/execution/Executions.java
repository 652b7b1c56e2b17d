package dev.cairn.logic.execution;

import dev.cairn.error.InvalidArgument;
import dev.cairn.error.LimitExceeded;
import dev.cairn.logic.Cursors;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Limits;
import dev.cairn.logic.PageRequest;
import dev.cairn.logic.Pages;
import dev.cairn.logic.Prepared;
import dev.cairn.logic.Scope;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionFilter;
import dev.cairn.model.ExecutionStatistics;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.Page;
import dev.cairn.model.PageKey;
import dev.cairn.store.Committed;
import dev.cairn.store.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The executions of one workspace. */
public final class Executions {
    private final Scope scope;

    public Executions(Scope scope) {
        this.scope = scope;
    }

    /** @throws dev.cairn.error.AlreadyExists when the id is taken */
    public Committed<Execution> create(NewExecution input) {
        return scope.write("executions.create", ExecutionWrites.create(scope, input));
    }

    /** All of them or none, in the order given. */
    public Committed<List<Execution>> createAll(List<NewExecution> inputs) {
        if (inputs.size() > Limits.BATCH_OPERATIONS) {
            throw new LimitExceeded("executions", Limits.BATCH_OPERATIONS, inputs.size());
        }
        List<Prepared<Execution>> writes = inputs.stream()
                .map(input -> ExecutionWrites.create(scope, input))
                .toList();
        return scope.write("executions.createAll", tx -> {
            List<Execution> created = new ArrayList<>(writes.size());
            for (Prepared<Execution> write : writes) {
                created.add(write.apply(tx));
            }
            return created;
        });
    }

    /** @throws dev.cairn.error.NotFound when there is none by that id */
    public Execution get(String id) {
        return scope.store().read(scope.workspace(), "executions.get", view -> ExecutionWrites.require(view, id));
    }

    /** Newest first (PAGE-1); the total is of the same snapshot as the items. */
    public Page<Execution> list(ExecutionFilter filter, PageRequest request) {
        check(filter);
        PageKey after = Cursors.timed(request.cursor());
        String operation =
                request.total() == PageRequest.TotalMode.NONE ? "executions.list" : "executions.listAndCount";
        return scope.store().read(scope.workspace(), operation, view -> {
            List<Execution> found = view.executions().page(filter, after, request.limit() + 1);
            return Pages.of(
                    found, request.limit(), e -> new PageKey(e.createdAt(), e.id()), total(view, filter, request));
        });
    }

    private static Page.@Nullable Total total(View view, ExecutionFilter filter, PageRequest request) {
        return switch (request.total()) {
            case NONE -> null;
            case EXACT -> new Page.Total(view.executions().count(filter, Long.MAX_VALUE), true);
            case ESTIMATED -> {
                long counted = view.executions().count(filter, Limits.ESTIMATE + 1L);
                yield new Page.Total(Math.min(counted, Limits.ESTIMATE), counted <= Limits.ESTIMATE);
            }
        };
    }

    private static void check(ExecutionFilter filter) {
        Inputs.optional("user", filter.user(), Limits.USER);
        Inputs.optional("tag", filter.tag(), Limits.TAG);
        Inputs.optional("name", filter.nameContains(), Limits.SEARCH_TEXT);
        if (filter.createdFrom() != null
                && filter.createdBefore() != null
                && filter.createdBefore().isBefore(filter.createdFrom())) {
            throw new InvalidArgument("to", "must not be before from");
        }
    }

    /**
     * Changes what the patch names. A patch that changes nothing writes nothing.
     *
     * @param expectedVersion null: whatever it is
     * @throws dev.cairn.error.NotFound when there is none by that id
     * @throws dev.cairn.error.ConditionFailed with the actual version
     * @throws dev.cairn.error.IllegalTransition when the status may not follow the present one
     */
    public Committed<Execution> change(String id, ExecutionPatch patch, @Nullable Long expectedVersion) {
        return scope.write("executions.change", ExecutionWrites.change(scope, id, patch, expectedVersion));
    }

    public Execution start(String id) {
        return change(id, ExecutionPatch.status(ExecutionStatus.RUNNING), null).value();
    }

    /** Completed when the exit code is 0, else failed. */
    public Execution finish(String id, int exitCode) {
        ExecutionStatus status = exitCode == 0 ? ExecutionStatus.COMPLETED : ExecutionStatus.FAILED;
        return change(id, ExecutionPatch.status(status, exitCode, null), null).value();
    }

    public Execution fail(String id, String error) {
        return change(id, ExecutionPatch.status(ExecutionStatus.FAILED, null, error), null)
                .value();
    }

    public Execution cancel(String id, String reason) {
        return change(id, ExecutionPatch.status(ExecutionStatus.CANCELLED, null, reason), null)
                .value();
    }

    /**
     * Says that the recorder is alive and will say so again before {@code lease} is over.
     *
     * @return the execution, running again if it had only been lost (EXEC-7)
     * @throws dev.cairn.error.IllegalTransition when it is over
     */
    public Execution heartbeat(String id, Duration lease) {
        return scope.write("executions.heartbeat", ExecutionWrites.heartbeat(scope, id, lease))
                .value();
    }

    /** Removes it with everything under it (EXEC-8). */
    public void delete(String id, @Nullable Long expectedVersion) {
        scope.write("executions.delete", ExecutionWrites.delete(id, expectedVersion));
    }

    public ExecutionStatistics statistics(ExecutionFilter filter) {
        check(filter);
        return scope.store()
                .read(
                        scope.workspace(),
                        "executions.statistics",
                        view -> view.executions().statistics(filter));
    }
}
