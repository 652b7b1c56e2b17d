package dev.cairn.sqlite;

import dev.cairn.error.OverCapacity;
import dev.cairn.error.StoreException;
import dev.cairn.error.Unavailable;
import dev.cairn.model.Change;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.Recording;
import dev.cairn.sql.SqlConfiguration;
import dev.cairn.store.Description;
import dev.cairn.store.Health;
import dev.cairn.store.Migration;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The open database: directory lock, writer lane and readers. */
final class Engine implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Engine.class);
    static final SqlConfiguration STATEMENTS = SqlConfiguration.of(
            List.of(
                    "dev/cairn/sqlite/dialect.xml",
                    "dev/cairn/sqlite/executions.xml",
                    "dev/cairn/sqlite/events.xml",
                    "dev/cairn/sqlite/event-purge.xml",
                    "dev/cairn/sqlite/memories.xml",
                    "dev/cairn/sqlite/versions.xml",
                    "dev/cairn/sqlite/chains.xml",
                    "dev/cairn/sqlite/audit.xml",
                    "dev/cairn/sqlite/chain.xml",
                    "dev/cairn/sqlite/tasks.xml",
                    "dev/cairn/sqlite/dependencies.xml",
                    "dev/cairn/sqlite/workspaces.xml",
                    "dev/cairn/sqlite/feed.xml",
                    "dev/cairn/sqlite/journal.xml",
                    "dev/cairn/sqlite/gathering.xml",
                    "dev/cairn/sqlite/meta.xml"),
            ChainedVersions::new,
            FeedState.ROW,
            Superseded.ROW);

    /** What a migrated database says of itself. */
    record Contents(String epoch, List<WorkspaceId> live) {}

    private final SqliteSettings settings;
    private final DirectoryLock lock;
    private final Link writer;
    private final Map<String, String> pragmas;
    private final String version;
    private final Revisions revisions = new Revisions();
    private final Gathering gathering = new Gathering();
    private final VersionCollection versions = new VersionCollection();
    private final Checkpoints checkpoints;
    private final WriterLane lane;
    private final ReaderPool readers;
    private volatile String schema = "";

    /** Null until the schema is known to be this build's. */
    private volatile @Nullable Indexing index;

    private Engine(
            SqliteSettings settings, DirectoryLock lock, Connection connection, Connection folding, Pragmas configured)
            throws SQLException {
        this.settings = settings;
        this.lock = lock;
        this.pragmas = configured.readBack(connection);
        this.version = connection.getMetaData().getDatabaseProductVersion();
        this.writer = new Link(connection, STATEMENTS);
        this.checkpoints = new Checkpoints(settings, folding);
        this.lane = new WriterLane(writer, revisions, checkpoints, gathering, settings.queue(), "cairn-sqlite-writer");
        this.readers = new ReaderPool(
                () -> reader(configured, settings),
                settings.mmapBytes(),
                lane::batches,
                settings.readers(),
                settings.queue(),
                "cairn-sqlite-reader");
        checkpoints.start();
        lane.start();
    }

    private static Link reader(Pragmas pragmas, SqliteSettings settings) throws SQLException {
        Connection connection = pragmas.connect(true);
        try {
            IndexFile.attach(connection, settings.index(), IndexFile.NAME);
            Link link = new Link(connection, STATEMENTS);
            link.ownTransactions();
            return link;
        } catch (SQLException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    static Engine open(SqliteSettings settings) {
        DirectoryLock lock = DirectoryLock.acquire(settings.directory());
        try {
            Pragmas pragmas = new Pragmas(settings);
            pragmas.shape();
            Connection connection = pragmas.connect(false);
            try {
                return open(settings, lock, connection, pragmas);
            } catch (SQLException | RuntimeException e) {
                connection.close();
                throw e;
            }
        } catch (SQLException e) {
            lock.close();
            throw SqliteErrors.translate(e);
        } catch (RuntimeException | Error e) {
            lock.close();
            throw e;
        }
    }

    private static Engine open(SqliteSettings settings, DirectoryLock lock, Connection connection, Pragmas pragmas)
            throws SQLException {
        Connection folding = pragmas.connect(false);
        try {
            return new Engine(settings, lock, connection, folding, pragmas);
        } catch (SQLException | RuntimeException e) {
            folding.close();
            throw e;
        }
    }

    /** Runs in the lane, so that two threads migrate one after the other. */
    void migrate(Migration mode, Consumer<Contents> ready) {
        lane.submit(Job.exclusive(link -> {
                    if (!schema.isEmpty()) {
                        return schema;
                    }
                    new SqliteSchema(settings).migrate(link.connection(), mode);
                    revisions.load(link);
                    if (index == null) {
                        openIndex(link);
                    }
                    ready.accept(new Contents(
                            Objects.requireNonNull(link.meta().get("epoch")),
                            link.meta().live().stream().map(WorkspaceId::new).toList()));
                    schema = Integer.toString(SqliteSchema.version(link.connection()));
                    // last, since a migration leaves transactions to the driver
                    link.ownTransactions();
                    return schema;
                }))
                .get();
    }

    private void openIndex(Link link) throws SQLException {
        MetaMapper meta = link.meta();
        String life = Objects.requireNonNull(meta.get(IndexFile.LIFE));
        String next = UUID.randomUUID().toString();
        long place = Long.parseLong(Objects.requireNonNull(meta.get(IndexFile.PLACE)));
        meta.set(IndexFile.LIFE, next);
        Indexing opened = Indexing.open(settings, life, next, place, this::takeOver);
        try {
            link.gathering().termsDone(Long.MAX_VALUE);
            IndexFile.attach(link.connection(), settings.index(), IndexFile.NAME);
        } catch (SQLException | RuntimeException e) {
            opened.close();
            throw e;
        }
        gathering.follow(opened);
        index = opened;
    }

    /** What is in the index need not wait for the next write. */
    private void takeOver() {
        try {
            // each transaction begins with it
            lane.submit(Job.transaction(link -> "", done -> {}));
        } catch (OverCapacity | Unavailable e) {
            LOG.trace("the next write will, in this life or another", e);
        }
    }

    Description description() {
        Map<String, String> details = new HashMap<>(pragmas);
        details.put("path", settings.file().toString());
        details.put("readers", Integer.toString(settings.readers()));
        boolean full = "2".equals(pragmas.get("synchronous"));
        return new Description(
                "sqlite",
                "SQLite " + version,
                schema,
                full
                        ? "a returned write survives a killed process and a power failure (WAL, synchronous=full)"
                        : "a returned write survives a killed process; a power failure may cost the last moments, never"
                                + " consistency (WAL, synchronous=normal)",
                details);
    }

    /** Asks the lane, then a reader, within the budget. */
    Health check(Duration budget, boolean migrated, boolean closed) {
        long begun = System.nanoTime();
        String fault = closed
                ? "the store is closed"
                : !migrated ? "the schema has not been checked; call migrate first" : ask(begun, budget.toNanos());
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        return new Health(fault == null, fault == null ? "writer and readers answer" : fault, took);
    }

    private @Nullable String ask(long begun, long budget) {
        try {
            Outcome<@Nullable String> wrote = lane.submit(Job.<@Nullable String>transaction(
                            link -> link.meta().get("epoch"), value -> {}))
                    .outcome();
            Outcome<@Nullable String> read =
                    readers.handOff(link -> link.meta().get("epoch"), budget - (System.nanoTime() - begun));
            if (!wrote.await(budget - (System.nanoTime() - begun))) {
                return "the writer did not answer in time";
            }
            if (!read.await(budget - (System.nanoTime() - begun))) {
                return "the readers did not answer in time";
            }
            wrote.get();
            read.get();
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted while asking";
        } catch (OverCapacity e) {
            return "too much is waiting: " + e.getMessage();
        } catch (StoreException | IllegalStateException e) {
            return String.valueOf(e.getMessage());
        }
    }

    SqliteSettings settings() {
        return settings;
    }

    Revisions revisions() {
        return revisions;
    }

    /** Writes what a transaction of the lane changed, as its last statements; see {@link Gathering#write}. */
    void record(Link link, WorkspaceId workspace, List<Change> changes, @Nullable Recording recording) {
        gathering.write(link, workspace, changes, recording);
        versions.after(link, changes);
    }

    /** Only with a schema that is known to be this build's. */
    Indexing index() {
        return Objects.requireNonNull(index);
    }

    Checkpoints checkpoints() {
        return checkpoints;
    }

    WriterLane lane() {
        return lane;
    }

    ReaderPool readers() {
        return readers;
    }

    /** Finishes what was accepted, then lets go of everything, whatever fails on the way. */
    @Override
    public void close() {
        // who writes the index is the last to let go of it, and tidies up
        try (DirectoryLock last = lock;
                Indexing opened = index;
                Link link = writer) {
            lane.close();
            readers.close();
            checkpoints.close();
            if (opened != null) {
                opened.stop();
            }
            if (!schema.isEmpty()) {
                try {
                    revisions.giveBack(link);
                    checkpoints.truncate(link);
                } catch (SQLException | RuntimeException e) {
                    // nothing is lost: the log is folded in at the next opening
                    LOG.warn("the last checkpoint failed", e);
                }
            }
        }
    }
}
