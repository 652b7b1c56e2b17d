package dev.cairn.postgres;

import dev.cairn.model.Change;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.AutocommitReads;
import dev.cairn.sql.QueryWatch;
import dev.cairn.sql.SqlTransaction;
import dev.cairn.sql.SqlView;
import dev.cairn.store.Committed;
import dev.cairn.store.Read;
import dev.cairn.store.Write;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs closures, each in one transaction on one connection, or, where a read asks for one statement only, without a
 * transaction. A transaction that met a concurrent one is reported, not repeated: repeating is the retry decorator's (TX-4).
 */
final class Transactions {
    private final Connections connections;
    private final AutocommitReads reads = new AutocommitReads();
    private volatile boolean alike;

    Transactions(Connections connections) {
        this.connections = connections;
    }

    /** Whether embeddings can be compared by the server. */
    boolean alike() {
        return alike;
    }

    /** From now on; see {@link Likenesses}. */
    void alike(boolean has) {
        alike = has;
    }

    private Session session(String operation) {
        return new Session(connections, operation, alike);
    }

    <T extends @Nullable Object, X extends Exception> T read(WorkspaceId workspace, String operation, Read<T, X> work)
            throws X {
        return reads.<T, X>read(
                operation,
                run -> statement(workspace, operation, work, run),
                () -> transaction(workspace, operation, work));
    }

    private <T extends @Nullable Object, X extends Exception> T statement(
            WorkspaceId workspace, String operation, Read<T, X> work, AutocommitReads.Run run) throws X {
        try (Session session = session(operation)) {
            Single single = new Single(run);
            session.watch(single);
            T result;
            try (SqlView view = new SqlView(session.mappers(), workspace, () -> {
                throw run.abandon();
            })) {
                result = work.run(view);
            } catch (Throwable e) {
                single.requireLive(session, workspace);
                throw e;
            }
            session.refuseFailed();
            single.requireLive(session, workspace);
            return result;
        }
    }

    /** Only a statement that looks by itself whether its workspace lives may run without a transaction. */
    private static final class Single implements QueryWatch {
        /** Of the fragment {@code workspace} in dialect.xml. */
        private static final String LIVE = "FROM workspace live WHERE";

        private final AutocommitReads.Run run;
        private boolean found;

        Single(AutocommitReads.Run run) {
            this.run = run;
        }

        @Override
        public void before(String sql) {
            run.statement(sql.contains(LIVE));
        }

        @Override
        public void after(int rows) {
            found = rows > 0;
        }

        /**
         * Rows say that the workspace lived when they were read. None does not say why: then another look tells. If it
         * lives by then, there was a moment at which it lived and held nothing that was asked for, be it the one at
         * which it was created.
         */
        void requireLive(Session session, WorkspaceId workspace) {
            if (!found) {
                session.requireLive(workspace);
            }
        }
    }

    private <T extends @Nullable Object, X extends Exception> T transaction(
            WorkspaceId workspace, String operation, Read<T, X> work) throws X {
        try (Session session = session(operation)) {
            session.begin(Session.READ, workspace);
            T result;
            try (SqlView view = new SqlView(
                    session.mappers(), workspace, () -> session.snapshot().position())) {
                result = work.run(view);
            } catch (Throwable e) {
                session.requireBegun();
                throw e;
            }
            session.commit();
            return result;
        }
    }

    <T extends @Nullable Object, X extends Exception> Committed<T> write(
            WorkspaceId workspace, String operation, Write<T, X> work) throws X {
        try (Session session = session(operation)) {
            session.begin(Session.WRITE, workspace);
            try (SqlTransaction transaction = new SqlTransaction(
                    session.mappers(), workspace, () -> session.snapshot().position())) {
                T result;
                try {
                    result = work.run(transaction);
                } catch (Throwable e) {
                    session.requireBegun();
                    throw e;
                }
                List<Change> changes = transaction.changes(0);
                long revision = 0;
                if (changes.isEmpty()) {
                    session.commit();
                } else {
                    revision = session.commit(workspace, changes, transaction.recording());
                }
                return new Committed<>(result, revision);
            }
        }
    }
}
