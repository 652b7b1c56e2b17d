package dev.cairn.conformance.harness;

import dev.cairn.store.Store;
import java.util.List;
import java.util.Optional;

/** A fixture whose engine shows its query plans (PLAN-1), and whose store can be listened to (COST-1, LOG-2). */
public interface Explainable {
    /**
     * The statements that the store sent while {@code call} ran, on whichever thread, in order, one entry for each
     * execution or batch, with placeholders as sent. Left out: those that begin, save, commit or end a transaction, and
     * upkeep of the store's own. Nothing else uses the store meanwhile.
     */
    List<String> statementsOf(Store store, Runnable call);

    /**
     * The engine's plan for a captured statement, as the store gets it, with no other settings; any values may stand for
     * its placeholders.
     */
    String explain(Store store, String sql) throws Exception;

    /** What is wrong with a plan: it reads a whole table that grows, or sorts in a temporary structure. */
    Optional<String> fault(String plan);

    /**
     * About how many rows of tables and indexes the engine looks at while {@code call} runs, those that it throws away
     * included; 0 where it cannot tell. A plan alone does not say: an index may be walked from end to end.
     */
    default long rowsRead(Store store, Runnable call) throws Exception {
        return 0;
    }
}
