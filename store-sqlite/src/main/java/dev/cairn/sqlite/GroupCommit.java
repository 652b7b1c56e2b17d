package dev.cairn.sqlite;

import java.sql.SQLException;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Runs many jobs in one transaction and commits once. They run one after the other without savepoints, which would copy
 * each page for each job. One that fails before it wrote is simply left out; one that fails after it wrote spoils them all:
 * then they run again (clause TX-9), with a savepoint each.
 */
final class GroupCommit {
    private final Link link;
    private final Revisions revisions;
    private final Gathering gathering;
    private final int most;

    /** @param most jobs in one transaction; each takes a revision at most */
    GroupCommit(Link link, Revisions revisions, Gathering gathering, int most) {
        this.link = link;
        this.revisions = revisions;
        this.gathering = gathering;
        this.most = most;
    }

    /**
     * Runs and commits; each job keeps what it is to be answered.
     *
     * @param batch grows while it runs
     * @param joined whether there is another one at its end
     */
    void run(List<Job<?>> batch, BooleanSupplier joined) throws SQLException {
        try {
            if (!together(batch, joined)) {
                link.rollback();
                renewIfBroken();
                if (batch.size() == 1 && batch.getFirst().failed()) {
                    return;
                }
                apart(batch);
            }
        } catch (SQLException e) {
            // some failures (disk full, I/O) make SQLite roll back everything: then no savepoint is left to go back to
            RuntimeException first = link.failure();
            link.rollback();
            failAll(batch, first == null ? SqliteErrors.translate(e) : first);
            return;
        }
        try {
            link.commit();
        } catch (SQLException e) {
            link.rollback();
            failAll(batch, SqliteErrors.translateCommit(e));
            return;
        }
        gathering.end();
        batch.forEach(Job::committed);
    }

    /** False when what was written must not be committed. */
    private boolean together(List<Job<?>> batch, BooleanSupplier joined) throws SQLException {
        begin();
        for (int next = 0; next < batch.size() || joined.getAsBoolean(); next++) {
            long before = link.changes();
            boolean done = batch.get(next).run(link);
            // a statement that failed may have ended the transaction, whatever its closure made of that
            if (link.broken() || (!done && link.changes() != before)) {
                return false;
            }
        }
        return true;
    }

    private void apart(List<Job<?>> batch) throws SQLException {
        begin();
        for (Job<?> job : batch) {
            link.savepoint();
            if (job.run(link)) {
                link.release();
            } else {
                link.rollbackToSavepoint();
            }
            renewIfBroken();
        }
    }

    private void begin() throws SQLException {
        revisions.reserve(link, most);
        Indexing.Reached reached = gathering.reached();
        link.beginImmediate();
        try {
            gathering.begin(link, reached);
        } catch (RuntimeException e) {
            // translated already; what the transaction began with is of no job
            link.rollback();
            throw e;
        }
    }

    private void renewIfBroken() throws SQLException {
        if (link.broken()) {
            link.renew();
        }
    }

    static void failAll(List<Job<?>> batch, Throwable reason) {
        batch.forEach(job -> job.fail(reason));
    }
}
