package dev.cairn.logic.execution;

import dev.cairn.error.ConditionFailed;
import dev.cairn.error.IllegalTransition;
import dev.cairn.error.NotFound;
import dev.cairn.logic.Inputs;
import dev.cairn.logic.Prepared;
import dev.cairn.logic.Scope;
import dev.cairn.model.Execution;
import dev.cairn.model.ExecutionStatus;
import dev.cairn.model.Ids;
import dev.cairn.model.Wire;
import dev.cairn.store.Transaction;
import dev.cairn.store.View;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Writes to executions, prepared for any transaction: a single call's or a batch's. */
final class ExecutionWrites {
    private ExecutionWrites() {}

    static Execution require(View view, String id) {
        return view.executions().find(id).orElseThrow(() -> new NotFound("execution", id));
    }

    static Prepared<Execution> create(Scope scope, NewExecution input) {
        String id = input.id() == null ? scope.ids().next() : Ids.check("id", input.id());
        Instant now = scope.now();
        Execution execution = ExecutionRules.created(input, id, now);
        Instant expires = input.lease() == null ? null : now.plus(Inputs.lease("lease", input.lease()));
        return tx -> {
            tx.executions().insert(execution);
            if (expires != null) {
                tx.executions().lease(id, expires);
            }
            return execution;
        };
    }

    static Prepared<Execution> change(Scope scope, String id, ExecutionPatch patch, @Nullable Long expectedVersion) {
        ExecutionRules.check(patch);
        Instant now = scope.now();
        return tx -> {
            Execution present = require(tx, id);
            if (expectedVersion != null && expectedVersion != present.version()) {
                throw new ConditionFailed("execution", id, expectedVersion, present.version());
            }
            Execution next = ExecutionRules.patched(present, patch, now);
            if (next.version() == present.version()) {
                return present;
            }
            if (next.status().terminal() && ExecutionRules.open(present)) {
                next = closed(tx, present, next);
            }
            tx.executions().update(next, present.version());
            return next;
        };
    }

    /** Ends the lease and the open steps with the execution (LEASE-1, EXEC-9). */
    private static Execution closed(Transaction tx, Execution present, Execution next) {
        tx.executions().lease(present.id(), null);
        Instant at = next.completedAt() == null ? next.createdAt() : next.completedAt();
        int completed = StepWrites.closeOpen(tx, next, at, false);
        return completed == 0
                ? next
                : next.withSteps(next.totalSteps(), next.completedSteps() + completed, next.currentStep())
                        .withVersion(next.version());
    }

    /** Renews the lease; an execution that was only lost is running again (EXEC-7). */
    static Prepared<Execution> heartbeat(Scope scope, String id, Duration lease) {
        Instant now = scope.now();
        Instant expires = now.plus(Inputs.lease("lease", lease));
        return tx -> {
            Execution present = require(tx, id);
            if (!ExecutionRules.open(present)) {
                throw new IllegalTransition(
                        "execution", id, Wire.name(present.status()), Wire.name(ExecutionStatus.RUNNING));
            }
            tx.executions().lease(id, expires);
            if (!present.lost()) {
                return present;
            }
            Execution resumed = ExecutionRules.patched(present, ExecutionPatch.status(ExecutionStatus.RUNNING), now);
            tx.executions().update(resumed, present.version());
            return resumed;
        };
    }

    static Prepared<@Nullable Void> delete(String id, @Nullable Long expectedVersion) {
        return tx -> {
            if (expectedVersion != null) {
                Execution present = require(tx, id);
                if (expectedVersion != present.version()) {
                    throw new ConditionFailed("execution", id, expectedVersion, present.version());
                }
            }
            tx.executions().delete(id);
            return null;
        };
    }

    /** Closes an execution whose lease ran out; only ends the lease of one that is over or gone. */
    static boolean closeLost(Transaction tx, String id, Instant now, String reason) {
        Execution present = tx.executions().find(id).orElse(null);
        if (present == null) {
            return false;
        }
        tx.executions().lease(id, null);
        if (present.status().terminal()) {
            return false;
        }
        Execution lost = ExecutionRules.lost(present, reason, now);
        StepWrites.closeOpen(tx, lost, now, true);
        tx.executions().update(lost, present.version());
        return true;
    }
}
