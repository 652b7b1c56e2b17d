package dev.cairn;

import dev.cairn.logic.IdMinter;
import dev.cairn.logic.RetryingStore;
import dev.cairn.logic.Scope;
import dev.cairn.logic.WorkspaceDirectory;
import dev.cairn.logic.task.ClaimDesk;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.StoreProviders;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Migration;
import dev.cairn.store.Store;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/**
 * A store with the rules of the domain above it. Safe for use by many threads.
 *
 * <pre>{@code
 * try (Cairn cairn = Cairn.open(StoreSettings.of("sqlite", Map.of("path", "./data/cairn.db")))) {
 *     cairn.workspaces().ensure(new WorkspaceId("ci"));
 *     Execution run = cairn.workspace("ci").executions().create(NewExecution.named("build")).value();
 * }
 * }</pre>
 */
public final class Cairn implements AutoCloseable {
    private static final Duration RETRY = Duration.ofSeconds(10);
    private static final int MAX_DESKS = 10_000;

    private final Store store;
    private final InstantSource clock;
    private final IdMinter ids;
    /** One for each workspace that was asked for: those who claim meet there. */
    private final ConcurrentMap<WorkspaceId, ClaimDesk> desks = new ConcurrentHashMap<>();

    private Cairn(Store store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
        this.ids = new IdMinter(clock);
    }

    /**
     * Opens the backend that the settings name, found on the class path, and creates or updates its schema. Writes that
     * meet another are tried again for up to ten seconds.
     *
     * @throws dev.cairn.error.InvalidArgument for an unknown backend or a setting that cannot work
     * @throws dev.cairn.error.Unavailable when the engine cannot be reached or the data is in use
     * @throws dev.cairn.error.SchemaMismatch when the database is newer than this build
     */
    public static Cairn open(StoreSettings settings) {
        Store store = StoreProviders.load().open(settings);
        try {
            store.migrate(Migration.CREATE);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
        return over(new RetryingStore(store, RETRY), InstantSource.system());
    }

    /** Uses a store as it is given, already migrated; {@link #close} closes it. */
    public static Cairn over(Store store, InstantSource clock) {
        return new Cairn(store, clock);
    }

    public Store store() {
        return store;
    }

    public WorkspaceDirectory workspaces() {
        return new WorkspaceDirectory(store, clock);
    }

    /** The workspace is not looked up here: calls on one that does not exist throw {@code NotFound}. */
    public CairnWorkspace workspace(WorkspaceId id) {
        if (desks.size() >= MAX_DESKS) {
            // names of workspaces that are not there must not pile up; claims then only meet less
            desks.clear();
        }
        return new CairnWorkspace(
                new Scope(store, id, clock, ids, null), desks.computeIfAbsent(id, workspace -> new ClaimDesk()));
    }

    public CairnWorkspace workspace(String id) {
        return workspace(new WorkspaceId(id));
    }

    @Override
    public void close() {
        store.close();
    }
}
