package dev.cairn.postgres;

import dev.cairn.model.Change;
import dev.cairn.model.WorkspaceId;
import dev.cairn.sql.SqlConfiguration;
import dev.cairn.sql.SqlTransaction;
import dev.cairn.sql.SqlView;
import dev.cairn.store.Committed;
import dev.cairn.store.Read;
import dev.cairn.store.Write;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Runs closures, each in one transaction on one connection. A transaction that met a concurrent one is reported, not
 * repeated: repeating is the retry decorator's (TX-4).
 */
final class Transactions {
    private static final SqlConfiguration SQL = SqlConfiguration.of(List.of(
            "dev/cairn/postgres/dialect.xml", "dev/cairn/postgres/executions.xml", "dev/cairn/postgres/logs.xml"));

    private final Connections connections;

    Transactions(Connections connections) {
        this.connections = connections;
    }

    <T extends @Nullable Object, X extends Exception> T read(WorkspaceId workspace, String operation, Read<T, X> work)
            throws X {
        try (Session session = new Session(connections, operation)) {
            PostgresFeed.Snapshot snapshot = session.begin(Session.READ, workspace);
            try (SqlView view = new SqlView(session.mappers(SQL), workspace, snapshot::position)) {
                T result = work.run(view);
                session.commit();
                return result;
            }
        }
    }

    <T extends @Nullable Object, X extends Exception> Committed<T> write(
            WorkspaceId workspace, String operation, Write<T, X> work) throws X {
        try (Session session = new Session(connections, operation)) {
            PostgresFeed.Snapshot snapshot = session.begin(Session.WRITE, workspace);
            try (SqlTransaction transaction = new SqlTransaction(session.mappers(SQL), workspace, snapshot::position)) {
                T result = work.run(transaction);
                List<Change> changes = transaction.changes(0);
                long revision = 0;
                if (changes.isEmpty()) {
                    session.commit();
                } else {
                    revision = session.commit(workspace, snapshot.base(), changes);
                }
                return new Committed<>(result, revision);
            }
        }
    }
}
