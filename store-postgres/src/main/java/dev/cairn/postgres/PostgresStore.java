package dev.cairn.postgres;

import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.Closures;
import dev.cairn.store.Blobs;
import dev.cairn.store.Capability;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.Committed;
import dev.cairn.store.Description;
import dev.cairn.store.Health;
import dev.cairn.store.Maintenance;
import dev.cairn.store.Migration;
import dev.cairn.store.Read;
import dev.cairn.store.Store;
import dev.cairn.store.Workspaces;
import dev.cairn.store.Write;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store on one PostgreSQL database, beside any number of others on the same. */
final class PostgresStore implements Store {
    private final Connections connections;
    private final Closures closures = new Closures();
    private final Transactions transactions;
    private final Notifier notifier;
    private final Schema schema;
    private final Probe probe;
    private final PostgresWorkspaces workspaces;
    private final PostgresBlobs blobs;
    private final PostgresMaintenance maintenance;

    private PostgresStore(PostgresSettings settings) {
        connections = new Connections(settings);
        transactions = new Transactions(connections);
        notifier = new Notifier(connections, settings.pollInterval());
        schema = new Schema(settings, connections);
        probe = new Probe(settings, connections);
        workspaces = new PostgresWorkspaces(connections, closures);
        blobs = new PostgresBlobs(connections, closures);
        maintenance = new PostgresMaintenance(connections, closures);
    }

    static PostgresStore open(PostgresSettings settings) {
        return new PostgresStore(settings);
    }

    @Override
    public Description description() {
        return probe.description();
    }

    @Override
    public Set<Capability> capabilities() {
        Set<Capability> capabilities = EnumSet.of(Capability.DURABLE, Capability.SHARED);
        if (transactions.alike()) {
            capabilities.add(Capability.LIKENESS);
        }
        return capabilities;
    }

    @Override
    public Health check(Duration budget) {
        return probe.check(budget);
    }

    @Override
    public void migrate(Migration mode) {
        closures.refuseInside("migrate");
        transactions.alike(schema.migrate(mode));
    }

    @Override
    public Workspaces workspaces() {
        return workspaces;
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(
            WorkspaceId workspace, String operation, Read<T, X> work) throws X {
        try (Closures.Scope _ = closures.enter(operation)) {
            return transactions.read(workspace, operation, work);
        }
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> Committed<T> write(
            WorkspaceId workspace, String operation, Write<T, X> work) throws X {
        Committed<T> committed;
        try (Closures.Scope _ = closures.enter(operation)) {
            committed = transactions.write(workspace, operation, work);
        }
        if (committed.revision() > 0) {
            notifier.committed(workspace, committed.revision());
        }
        return committed;
    }

    @Override
    public Blobs blobs() {
        return blobs;
    }

    @Override
    public ChangeFeed feed(WorkspaceId workspace) {
        return new PostgresFeed(workspace, connections, notifier, closures);
    }

    @Override
    public Maintenance maintenance() {
        return maintenance;
    }

    @Override
    public synchronized void close() {
        closures.refuseInside("close");
        if (!connections.isClosed()) {
            notifier.close();
            connections.close();
        }
    }

    @Override
    public String toString() {
        return probe.toString();
    }
}
