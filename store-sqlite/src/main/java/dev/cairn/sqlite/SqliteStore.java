package dev.cairn.sqlite;

import dev.cairn.error.NotFound;
import dev.cairn.error.Unavailable;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.AutocommitReads;
import dev.cairn.spi.Closures;
import dev.cairn.spi.Nudges;
import dev.cairn.sql.QueryWatch;
import dev.cairn.sql.SqlTransaction;
import dev.cairn.sql.SqlView;
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
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A store in one SQLite file and its index: a writer lane, a pool of readers, content in files beside it. */
final class SqliteStore implements Store {
    private final Engine engine;
    private final Closures closures = new Closures();
    private final AutocommitReads reads = new AutocommitReads();
    private final Nudges nudges = new Nudges();
    private final Set<WorkspaceId> live = ConcurrentHashMap.newKeySet();
    private final SqliteWorkspaces workspaces = new SqliteWorkspaces(this);
    private final SqliteBlobs blobs;
    private final SqliteMaintenance maintenance;
    private final AtomicBoolean closed = new AtomicBoolean();

    /** Null until the schema is known to be this build's. */
    private volatile @Nullable Feeds feeds;

    private SqliteStore(Engine engine) {
        this.engine = engine;
        this.blobs = new SqliteBlobs(this, engine.settings());
        this.maintenance = new SqliteMaintenance(this, engine);
    }

    static Store open(SqliteSettings settings) {
        return new SqliteStore(Engine.open(settings));
    }

    @Override
    public Description description() {
        return engine.description();
    }

    @Override
    public Set<Capability> capabilities() {
        return EnumSet.of(Capability.DURABLE);
    }

    @Override
    public Health check(Duration budget) {
        return engine.check(budget, feeds != null, closed.get());
    }

    @Override
    public void migrate(Migration mode) {
        requireOpen();
        closures.refuseInside("migrate");
        engine.migrate(mode, epochAndLive -> {
            live.addAll(epochAndLive.live());
            feeds = new Feeds(epochAndLive.epoch());
        });
        blobs.recover();
    }

    @Override
    public Workspaces workspaces() {
        return workspaces;
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> T read(
            WorkspaceId workspace, String operation, Read<T, X> work) throws X {
        return reads.read(
                operation,
                run -> reader(operation, false, link -> {
                    link.watch(new OneStatement(run));
                    try {
                        return view(link, workspace, work);
                    } finally {
                        link.watch(null);
                    }
                }),
                () -> reader(operation, true, link -> {
                    engine.index().pin(link);
                    return view(link, workspace, work);
                }));
    }

    private <T extends @Nullable Object, X extends Exception> T view(Link link, WorkspaceId workspace, Read<T, X> work)
            throws X {
        requireLive(workspace);
        Feeds feed = feeds();
        try (SqlView view = new SqlView(link.mappers(), workspace, () -> feed.head(link, workspace.value()))) {
            return work.run(view);
        }
    }

    /**
     * Whether the workspace lives is known here without asking the database: any one statement is sufficient, but for one that
     * asks for terms ({@link Indexing}).
     */
    private record OneStatement(AutocommitReads.Run run) implements QueryWatch {
        @Override
        public void before(String sql) {
            run.statement(!sql.contains("memory_text"));
        }

        @Override
        public void after(int rows) {}
    }

    @Override
    public <T extends @Nullable Object, X extends Exception> Committed<T> write(
            WorkspaceId workspace, String operation, Write<T, X> work) throws X {
        Feeds feed = feeds();
        return lane(
                operation,
                link -> {
                    requireLive(workspace);
                    try (SqlTransaction transaction =
                            new SqlTransaction(link.mappers(), workspace, () -> feed.head(link, workspace.value()))) {
                        T value = work.run(transaction);
                        if (!transaction.changed()) {
                            return new Committed<>(value, 0);
                        }
                        long revision = engine.revisions().next();
                        engine.record(link, workspace, transaction.changes(revision), transaction.recording());
                        return new Committed<>(value, revision);
                    }
                },
                committed -> {
                    if (committed.revision() > 0) {
                        nudges.fire(workspace);
                    }
                });
    }

    /** Runs on one snapshot, refusing to be called inside a closure (TX-6). */
    <T extends @Nullable Object> T reader(String operation, ReaderPool.Work<T> work) {
        return reader(operation, true, work);
    }

    private <T extends @Nullable Object> T reader(String operation, boolean transaction, ReaderPool.Work<T> work) {
        feeds();
        closures.refuseInside(operation);
        return engine.readers().read(transaction, link -> {
            try (Closures.Scope scope = closures.enter(operation)) {
                return work.run(link);
            }
        });
    }

    /** Runs in the writer lane, refusing to be called inside a closure (TX-6). */
    <T extends @Nullable Object> T lane(String operation, Job.Body<T> body, Job.AfterCommit<T> afterCommit) {
        feeds();
        closures.refuseInside(operation);
        Job<T> job = Job.transaction(
                link -> {
                    try (Closures.Scope scope = closures.enter(operation)) {
                        return body.run(link);
                    }
                },
                afterCommit);
        return engine.lane().run(job);
    }

    @Override
    public Blobs blobs() {
        return blobs;
    }

    SqliteBlobs content() {
        return blobs;
    }

    @Override
    public ChangeFeed feed(WorkspaceId workspace) {
        return new SqliteFeed(this, workspace);
    }

    @Override
    public Maintenance maintenance() {
        return maintenance;
    }

    /** @throws NotFound when there is no such workspace or it is being deleted (NS-2, WS-3) */
    void requireLive(WorkspaceId workspace) {
        feeds();
        if (!live.contains(workspace)) {
            throw new NotFound("workspace", workspace.value());
        }
    }

    void requireOpen() {
        if (closed.get()) {
            throw new Unavailable("the store is closed", null);
        }
    }

    Feeds feeds() {
        requireOpen();
        Feeds ready = feeds;
        if (ready == null) {
            throw new Unavailable("the schema has not been checked; call migrate first", null);
        }
        return ready;
    }

    Set<WorkspaceId> live() {
        return live;
    }

    Nudges nudges() {
        return nudges;
    }

    Indexing index() {
        return engine.index();
    }

    Revisions revisions() {
        return engine.revisions();
    }

    @Override
    public void close() {
        closures.refuseInside("close");
        if (closed.compareAndSet(false, true)) {
            engine.close();
        }
    }

    @Override
    public String toString() {
        return "SqliteStore[" + engine.settings().file() + "]";
    }
}
