package dev.cairn.logic.execution;

import dev.cairn.logic.Scope;
import dev.cairn.store.Transaction;
import java.time.Instant;
import java.util.List;

/** Finds executions whose recorder stopped reporting, and closes them as failed and lost (EXEC-7). */
public final class Reconciler {
    /** The error that such an execution gets. */
    public static final String REASON = "the recorder stopped reporting";

    private static final int BATCH = 100;

    private final Scope scope;

    public Reconciler(Scope scope) {
        this.scope = scope;
    }

    /** Closes every execution whose lease has run out; returns how many. */
    public int closeLost() {
        Instant now = scope.now();
        int closed = 0;
        List<String> expired = expired(now);
        while (!expired.isEmpty()) {
            List<String> ids = expired;
            closed += scope.write("executions.reconcile", tx -> close(tx, ids, now))
                    .value();
            expired = expired(now);
        }
        return closed;
    }

    private List<String> expired(Instant now) {
        return scope.store()
                .read(
                        scope.workspace(),
                        "executions.expired",
                        view -> view.executions().expiredLeases(now, BATCH));
    }

    private static int close(Transaction tx, List<String> ids, Instant now) {
        int closed = 0;
        // asked again inside the transaction: a heartbeat may have come between
        List<String> still = tx.executions().expiredLeases(now, BATCH);
        for (String id : ids) {
            if (still.contains(id) && ExecutionWrites.closeLost(tx, id, now, REASON)) {
                closed++;
            }
        }
        return closed;
    }
}
