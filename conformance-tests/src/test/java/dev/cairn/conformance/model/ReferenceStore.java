package dev.cairn.conformance.model;

import dev.cairn.error.AlreadyExists;
import dev.cairn.error.NotFound;
import dev.cairn.error.SchemaMismatch;
import dev.cairn.error.Unavailable;
import dev.cairn.model.Workspace;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The reference model made a store: the kit tried on something right that is no backend. Writers wait for each other. A
 * write works on a copy that replaces the original; a read sees the original, which nobody changes any more.
 */
final class ReferenceStore implements Store {
    private static final String SCHEMA = "1";

    /** Held through a whole write. */
    private final ReentrantLock writer = new ReentrantLock(true);
    /** Held for moments; guards the workspaces. Taken after the other. */
    private final ReentrantLock lock = new ReentrantLock();

    private final Closures closures = new Closures();
    private final Map<WorkspaceId, ReferenceWorkspace> all =
            new TreeMap<>((a, b) -> a.value().compareTo(b.value()));
    private volatile boolean closed;
    private volatile boolean migrated;

    private <T> T locked(Callable<T> work) {
        closures.refuseInside("this call");
        lock.lock();
        try {
            requireOpen();
            return work.call();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        } finally {
            lock.unlock();
        }
    }

    void requireOpen() {
        if (closed) {
            throw new Unavailable("the store is closed", null);
        }
    }

    /** The caller holds the lock. */
    ReferenceWorkspace living(WorkspaceId id) {
        ReferenceWorkspace found = all.get(id);
        if (found == null || found.retired) {
            throw new NotFound("workspace", id.value());
        }
        return found;
    }

    @Override
    public Description description() {
        return new Description("reference", "plain maps", migrated ? SCHEMA : "", "nothing survives close", Map.of());
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Health check(Duration budget) {
        return new Health(!closed, closed ? "closed" : "ready", Duration.ZERO);
    }

    @Override
    public void migrate(Migration mode) {
        requireOpen();
        if (mode == Migration.VALIDATE && !migrated) {
            throw new SchemaMismatch("none", SCHEMA);
        }
        migrated = true;
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(
            WorkspaceId workspace, String operation, Read<T, X> work) throws X {
        closures.refuseInside(operation);
        GuardedTransaction view = inWorkspace(workspace, found -> new GuardedTransaction(found.model, found.head()));
        try (Closures.Scope scope = closures.enter(operation)) {
            return work.run(view.asView());
        } finally {
            view.end();
        }
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> Committed<T> write(
            WorkspaceId workspace, String operation, Write<T, X> work) throws X {
        closures.refuseInside(operation);
        Committed<T> committed;
        ReferenceWorkspace found;
        writer.lock();
        try {
            found = inWorkspace(workspace, living -> living);
            ReferenceModel copy = found.model.copy();
            GuardedTransaction transaction = new GuardedTransaction(copy, found.head());
            T value;
            try (Closures.Scope scope = closures.enter(operation)) {
                value = work.run(transaction.asTransaction());
            } finally {
                transaction.end();
            }
            committed = new Committed<>(value, inWorkspace(workspace, living -> living.commit(copy)));
        } finally {
            writer.unlock();
        }
        found.nudges.fire(workspace);
        return committed;
    }

    @Override
    public Workspaces workspaces() {
        return new Workspaces() {
            @Override
            public void create(Workspace workspace) {
                locked(() -> {
                    if (all.containsKey(workspace.id())) {
                        throw new AlreadyExists("workspace", workspace.id().value());
                    }
                    return all.put(workspace.id(), new ReferenceWorkspace(ReferenceStore.this, workspace));
                });
            }

            @Override
            public Optional<Workspace> find(WorkspaceId id) {
                return locked(() -> Optional.ofNullable(all.get(id)).map(ReferenceWorkspace::describe));
            }

            @Override
            public List<Workspace> list(@Nullable WorkspaceId after, int limit) {
                return locked(() -> all.values().stream()
                        .map(ReferenceWorkspace::describe)
                        .filter(workspace ->
                                after == null || workspace.id().value().compareTo(after.value()) > 0)
                        .limit(limit)
                        .toList());
            }

            @Override
            public void retire(WorkspaceId id) {
                locked(() -> {
                    if (!all.containsKey(id)) {
                        throw new NotFound("workspace", id.value());
                    }
                    all.get(id).retired = true;
                    return id;
                });
            }

            @Override
            public boolean purge(WorkspaceId id, int limit) {
                return locked(() -> {
                    if (all.containsKey(id) && !all.get(id).retired) {
                        throw new IllegalStateException(id + " has not been retired");
                    }
                    all.remove(id);
                    return true;
                });
            }
        };
    }

    @Override
    public Blobs blobs() {
        return new ReferenceBlobs(this);
    }

    @Override
    public ChangeFeed feed(WorkspaceId workspace) {
        return new ReferenceFeed(this, workspace);
    }

    @Override
    public Maintenance maintenance() {
        return new Maintenance() {
            @Override
            public int compactFeed(WorkspaceId workspace, long through, int limit) {
                return asWriter(workspace, found -> found.compact(through, limit));
            }

            @Override
            public void checkpoint() {
                requireOpen();
            }

            @Override
            public Map<String, Long> statistics() {
                requireOpen();
                return Map.of();
            }
        };
    }

    /** For parts of this store that change state. */
    <T> T asWriter(WorkspaceId id, Function<ReferenceWorkspace, T> work) {
        closures.refuseInside("this call");
        writer.lock();
        try {
            return inWorkspace(id, work);
        } finally {
            writer.unlock();
        }
    }

    /** For parts of this store that look at one moment of it. */
    <T> T inWorkspace(WorkspaceId id, Function<ReferenceWorkspace, T> work) {
        return locked(() -> work.apply(living(id)));
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }
}
