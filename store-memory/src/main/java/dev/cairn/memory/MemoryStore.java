package dev.cairn.memory;

import dev.cairn.error.NotFound;
import dev.cairn.error.SchemaMismatch;
import dev.cairn.error.Unavailable;
import dev.cairn.model.Position;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.Closures;
import dev.cairn.spi.Nudges;
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
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** The whole contract on persistent maps. Readers never wait; the writers of one workspace take turns. */
final class MemoryStore implements Store {
    private static final String SCHEMA = "1";

    private final ConcurrentSkipListMap<WorkspaceId, MemoryWorkspace> workspaces = new ConcurrentSkipListMap<>();
    private final String epoch = "m" + UUID.randomUUID().toString().substring(0, 8);
    private final AtomicLong revisions = new AtomicLong();
    private final Closures closures = new Closures();
    private final Nudges nudges = new Nudges();
    private final Budget budget;
    private final long maxBytes;
    private volatile boolean created;
    private volatile boolean closed;

    MemoryStore(long maxBytes) {
        this.maxBytes = maxBytes;
        this.budget = new Budget(maxBytes);
    }

    @Override
    public Description description() {
        return new Description(
                "memory",
                "Java maps",
                created ? SCHEMA : "",
                "nothing survives the end of the process",
                Map.of("max_bytes", Long.toString(maxBytes)));
    }

    @Override
    public Set<Capability> capabilities() {
        return Set.of();
    }

    @Override
    public Health check(Duration time) {
        return new Health(!closed, closed ? "the store is closed" : "ok", Duration.ZERO);
    }

    @Override
    public void migrate(Migration mode) {
        requireOpen();
        switch (mode) {
            case CREATE -> created = true;
            case VALIDATE -> {
                if (!created) {
                    throw new SchemaMismatch("none", SCHEMA);
                }
            }
        }
    }

    @Override
    public Workspaces workspaces() {
        return new MemoryWorkspaces(this, closures);
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(
            WorkspaceId workspace, String operation, Read<T, X> work) throws X {
        Closures.Scope scope = closures.enter(operation);
        try {
            return require(workspace).read(work);
        } finally {
            scope.close();
        }
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> Committed<T> write(
            WorkspaceId workspace, String operation, Write<T, X> work) throws X {
        Committed<T> committed;
        Closures.Scope scope = closures.enter(operation);
        try {
            committed = require(workspace).write(work);
        } finally {
            scope.close();
        }
        if (committed.revision() > 0) {
            nudges.fire(workspace);
        }
        return committed;
    }

    @Override
    public Blobs blobs() {
        return new MemoryBlobs(this, budget);
    }

    @Override
    public ChangeFeed feed(WorkspaceId workspace) {
        return new MemoryFeed(this, workspace, nudges);
    }

    @Override
    public Maintenance maintenance() {
        return new MemoryMaintenance(this, budget);
    }

    /** Waits for the writes that run; those that wait for their turn are refused. */
    @Override
    public void close() {
        closed = true;
        workspaces.values().forEach(MemoryWorkspace::close);
        workspaces.clear();
    }

    /** For calls that take a writers' lock, which is reentrant: inside a closure they would be lost at its commit (TX-6). */
    void refuseInside(String operation) {
        closures.refuseInside(operation);
    }

    void requireOpen() {
        if (closed) {
            throw new Unavailable("the store is closed", null);
        }
    }

    /** @throws NotFound also for one that is being deleted */
    MemoryWorkspace require(WorkspaceId id) {
        requireOpen();
        MemoryWorkspace workspace = workspaces.get(id);
        if (workspace == null || workspace.workspace().deleting()) {
            throw new NotFound("workspace", id.value());
        }
        return workspace;
    }

    ConcurrentSkipListMap<WorkspaceId, MemoryWorkspace> all() {
        requireOpen();
        return workspaces;
    }

    /** An empty workspace, whose first revision is its own: no position of an earlier one of that name fits (FEED-6). */
    MemoryWorkspace create(Workspace workspace) {
        return new MemoryWorkspace(workspace, epoch, revisions, budget);
    }

    /** Whether a position is of this life of the store. */
    boolean mine(Position position) {
        return position.epoch().isEmpty() || position.epoch().equals(epoch);
    }

    @Override
    public String toString() {
        return "MemoryStore";
    }
}
