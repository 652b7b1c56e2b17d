package dev.cairn.conformance.harness;

import dev.cairn.error.Conflict;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.StoreProviders;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.Capability;
import dev.cairn.store.Committed;
import dev.cairn.store.Migration;
import dev.cairn.store.Read;
import dev.cairn.store.Store;
import dev.cairn.store.Write;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.opentest4j.TestAbortedException;

/**
 * The store under test as one test sees it: shared with the other tests of its class, but with a workspace that no other
 * test knows. Injected as a parameter. What {@link #open} opened is closed after the test.
 */
public final class Subject {
    private static final int MAX_ATTEMPTS = 200;
    private static final AtomicInteger COUNT = new AtomicInteger();

    private final StoreFixture fixture;
    private final StoreSettings settings;
    private final Store store;
    private final TestClock clock = new TestClock();
    private final WorkspaceId workspace;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    Subject(StoreFixture fixture, StoreSettings settings, Store store) {
        this.fixture = fixture;
        this.settings = settings;
        this.store = store;
        this.workspace = newWorkspace();
    }

    public Store store() {
        return store;
    }

    public StoreFixture fixture() {
        return fixture;
    }

    /** Of the database that {@link #store} is open on. */
    public StoreSettings settings() {
        return settings;
    }

    public TestClock clock() {
        return clock;
    }

    /** The workspace of this test; it exists and is empty. */
    public WorkspaceId workspace() {
        return workspace;
    }

    /** Creates one more workspace, with an id of its own. */
    public WorkspaceId newWorkspace() {
        return createWorkspace("ws-" + COUNT.incrementAndGet());
    }

    public WorkspaceId createWorkspace(String id) {
        WorkspaceId created = new WorkspaceId(id);
        store.workspaces().create(new Workspace(created, clock.instant(), false));
        return created;
    }

    public <T extends @Nullable Object, X extends Exception> T read(Read<T, X> work) throws X {
        return read(workspace, work);
    }

    public <T extends @Nullable Object, X extends Exception> T read(WorkspaceId ws, Read<T, X> work) throws X {
        // a name for each kind of read: an engine may learn by it
        return store.read(ws, "kit.read." + work.getClass().getSimpleName(), work);
    }

    /** A write that is tried again when it meets a concurrent one, as callers do through the retrying decorator. */
    public <T extends @Nullable Object, X extends Exception> Committed<T> write(Write<T, X> work) throws X {
        return write(workspace, work);
    }

    public <T extends @Nullable Object, X extends Exception> Committed<T> write(WorkspaceId ws, Write<T, X> work)
            throws X {
        return write(store, ws, work);
    }

    /** The same through any store. */
    public static <T extends @Nullable Object, X extends Exception> Committed<T> write(
            Store store, WorkspaceId ws, Write<T, X> work) throws X {
        for (int attempt = 1; ; attempt++) {
            try {
                return store.write(ws, "kit.write", work);
            } catch (Conflict conflict) {
                if (attempt == MAX_ATTEMPTS) {
                    throw conflict;
                }
                backOff(attempt);
            }
        }
    }

    /** Pauses as the retrying decorator does, so that whoever got in the way can finish. */
    public static void backOff(int attempt) {
        try {
            TimeUnit.MICROSECONDS.sleep(ThreadLocalRandom.current().nextLong(1, 500L * Math.min(attempt, 20)));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted between two attempts", e);
        }
    }

    /** For writes without a result. */
    public interface Work<X extends Exception> {
        void run(dev.cairn.store.Transaction transaction) throws X;
    }

    /** Writes and returns the revision. */
    public <X extends Exception> long change(Work<X> work) throws X {
        return change(workspace, work);
    }

    public <X extends Exception> long change(WorkspaceId ws, Work<X> work) throws X {
        return Subject.<@Nullable Void, X>write(store, ws, tx -> {
                    work.run(tx);
                    return null;
                })
                .revision();
    }

    /** Settings of a database that nothing else uses. */
    public StoreSettings freshDatabase() throws Exception {
        return fixture.freshDatabase();
    }

    /** Opens a store without migrating it; the kit closes it after the test. */
    public Store openRaw(StoreSettings database) {
        Store other = provide(fixture, database);
        opened.push(other);
        return other;
    }

    /** Opens a store and creates its schema; the kit closes it after the test. */
    public Store open(StoreSettings database) {
        Store other = openRaw(database);
        other.migrate(Migration.CREATE);
        return other;
    }

    static Store provide(StoreFixture fixture, StoreSettings database) {
        return StoreProviders.of(List.of(fixture.provider())).open(database);
    }

    /** Has something closed after the test. */
    public <C extends AutoCloseable> C closing(C resource) {
        opened.push(resource);
        return resource;
    }

    public boolean has(Capability capability) {
        return store.capabilities().contains(capability);
    }

    /** The fixture as something optional; the test is reported as not applicable when it is not. */
    public <F> F needs(Class<F> type, String why) {
        return ability(type)
                .orElseThrow(() -> notApplicable(why + " (the fixture is not " + type.getSimpleName() + ")"));
    }

    public <F> Optional<F> ability(Class<F> type) {
        return type.isInstance(fixture) ? Optional.of(type.cast(fixture)) : Optional.empty();
    }

    /** To be thrown by a test that has nothing to test on this backend; the reason goes into the report. */
    public static TestAbortedException notApplicable(String why) {
        return new TestAbortedException("not applicable: " + why);
    }

    void close() throws Exception {
        while (!opened.isEmpty()) {
            opened.pop().close();
        }
    }
}
