package dev.cairn.spi;

import dev.cairn.model.WorkspaceId;
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
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Passes every call on. A decorator overrides what it is about, most often {@link #read} and {@link #write}. */
public abstract class ForwardingStore implements Store {
    private final Store delegate;

    protected ForwardingStore(Store delegate) {
        this.delegate = delegate;
    }

    protected final Store delegate() {
        return delegate;
    }

    @Override
    public Description description() {
        return delegate.description();
    }

    @Override
    public Set<Capability> capabilities() {
        return delegate.capabilities();
    }

    @Override
    public Health check(Duration budget) {
        return delegate.check(budget);
    }

    @Override
    public void migrate(Migration mode) {
        delegate.migrate(mode);
    }

    @Override
    public Workspaces workspaces() {
        return delegate.workspaces();
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(
            WorkspaceId workspace, String operation, Read<T, X> work) throws X {
        return delegate.read(workspace, operation, work);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> Committed<T> write(
            WorkspaceId workspace, String operation, Write<T, X> work) throws X {
        return delegate.write(workspace, operation, work);
    }

    @Override
    public Blobs blobs() {
        return delegate.blobs();
    }

    @Override
    public ChangeFeed feed(WorkspaceId workspace) {
        return delegate.feed(workspace);
    }

    @Override
    public Maintenance maintenance() {
        return delegate.maintenance();
    }

    @Override
    public void close() {
        delegate.close();
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "{" + delegate + "}";
    }
}
