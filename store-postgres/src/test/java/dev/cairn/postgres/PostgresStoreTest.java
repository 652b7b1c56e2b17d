package dev.cairn.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.InvalidArgument;
import dev.cairn.error.OutcomeUnknown;
import dev.cairn.error.OverCapacity;
import dev.cairn.error.StoreException;
import dev.cairn.error.Unavailable;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.Migration;
import dev.cairn.store.Store;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What only this engine can get wrong. */
class PostgresStoreTest {
    private static final WorkspaceId WS = new WorkspaceId("ws");
    private static final Instant NOW = Instant.parse("2026-03-29T01:30:00.123456Z");

    private final Deque<Store> stores = new ArrayDeque<>();
    private String url = "";

    @BeforeEach
    void database() {
        url = TestPostgres.get().newDatabase();
        Store store = open(TestStores.settings(url));
        store.migrate(Migration.CREATE);
        store.workspaces().create(new Workspace(WS, NOW, false));
    }

    @AfterEach
    void drop() {
        stores.forEach(Store::close);
        TestPostgres.get().drop(url);
    }

    private Store open(StoreSettings settings) {
        Store store = TestStores.open(settings);
        stores.push(store);
        return store;
    }

    private static void insert(Store store, String id) {
        store.write(WS, "test.insert", tx -> {
            tx.executions().insert(Samples.execution(id, NOW));
            return true;
        });
    }

    private static boolean exists(Store store, String id) {
        return store.read(WS, "test.find", view -> view.executions().find(id)).isPresent();
    }

    @Test
    void aCallThatFindsEveryConnectionInUseIsRefused() throws InterruptedException {
        Store store = open(TestStores.settings(url).with("pool_size", "1").with("acquire_timeout", "250ms"));
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        Thread holder = Thread.ofVirtual()
                .start(() -> store.read(WS, "test.hold", view -> {
                    inside.countDown();
                    return await(leave);
                }));
        assertThat(await(inside)).isTrue();
        assertThatThrownBy(() -> exists(store, "a"))
                .isInstanceOfSatisfying(
                        OverCapacity.class, e -> assertThat(e.limit()).isEqualTo(1));
        leave.countDown();
        holder.join();
        assertThat(exists(store, "a")).isFalse();
    }

    @Test
    void aStatementThatTakesTooLongIsGivenUpAndTheStoreGoesOn() throws SQLException {
        Store store = open(TestStores.settings(url).with("statement_timeout", "200ms"));
        try (Connection other = DriverManager.getConnection(url)) {
            other.setAutoCommit(false);
            Connections.execute(other, "LOCK TABLE execution IN ACCESS EXCLUSIVE MODE");
            assertThatThrownBy(() -> insert(store, "a"))
                    .isInstanceOf(Unavailable.class)
                    .hasMessageContaining("57014");
            other.rollback();
        }
        insert(store, "a");
        assertThat(exists(store, "a")).isTrue();
    }

    @Test
    void aFailureThatTheClosureSwallowsStillFailsTheTransaction() throws SQLException {
        Store store = open(TestStores.settings(url).with("statement_timeout", "200ms"));
        try (Connection other = DriverManager.getConnection(url)) {
            other.setAutoCommit(false);
            Connections.execute(other, "LOCK TABLE step IN ACCESS EXCLUSIVE MODE");
            Throwable[] swallowed = new Throwable[1];
            Throwable thrown = catchThrowable(() -> store.write(WS, "test.swallow", tx -> {
                tx.executions().insert(Samples.execution("a", NOW));
                swallowed[0] = catchThrowable(() -> tx.steps().list("a", -1, 1));
                return true;
            }));
            assertThat(thrown).isInstanceOf(Unavailable.class).isSameAs(swallowed[0]);
            other.rollback();
        }
        assertThat(exists(store, "a")).isFalse();
    }

    @Test
    void aCommitOfAnotherStoreNudgesLongBeforeThePollInterval() throws InterruptedException {
        Store writer = open(TestStores.settings(url));
        Store follower = open(TestStores.settings(url).with("poll_interval", "60s"));
        CountDownLatch listening = new CountDownLatch(1);
        CountDownLatch nudged = new CountDownLatch(2);
        try (ChangeFeed.Subscription _ = follower.feed(WS).onCommit(() -> {
            listening.countDown();
            nudged.countDown();
        })) {
            // the first nudge says that the listener is there
            assertThat(await(listening)).isTrue();
            insert(writer, "a");
            assertThat(await(nudged)).isTrue();
        }
    }

    @Test
    void aServerKilledUnderAWriterLosesNothingThatReturned() {
        try (EmbeddedServer server = TestPostgres.embedded(Map.of())) {
            Store store = open(TestStores.settings(server.url("postgres")).with("acquire_timeout", "500ms"));
            store.migrate(Migration.CREATE);
            store.workspaces().create(new Workspace(WS, NOW, false));
            insert(store, "before");
            Throwable inside = catchThrowable(() -> store.write(WS, "test.kill", tx -> {
                tx.executions().insert(Samples.execution("lost", NOW));
                server.kill();
                return tx.executions().find("before");
            }));
            assertThat(inside).isInstanceOf(Unavailable.class);
            assertThat(store.check(Duration.ofSeconds(1)).ready()).isFalse();
            assertThatThrownBy(() -> insert(store, "after")).isInstanceOf(Unavailable.class);
            server.restart();
            Throwable committing = catchThrowable(() -> untilReached(() -> store.write(WS, "test.kill", tx -> {
                tx.executions().insert(Samples.execution("unknown", NOW));
                server.kill();
                return true;
            })));
            assertThat(committing).isInstanceOf(OutcomeUnknown.class);
            server.restart();
            untilReached(() -> insert(store, "after"));
            assertThat(exists(store, "before")).isTrue();
            assertThat(exists(store, "after")).isTrue();
            assertThat(exists(store, "lost")).isFalse();
            store.close();
        }
    }

    /** Right after a restart the pool may still hold what the kill has cut. */
    private static void untilReached(Runnable call) {
        StoreException last = null;
        for (int attempt = 0; attempt < 40; attempt++) {
            try {
                call.run();
                return;
            } catch (Unavailable e) {
                last = e;
            }
        }
        throw new AssertionError("never reached", last);
    }

    @Test
    void whatCannotWorkIsRefusedWhenOpening() {
        assertThatThrownBy(() -> open(TestStores.settings("postgres://u:hunter2@/")))
                .isInstanceOf(InvalidArgument.class)
                .hasMessageNotContaining("hunter2");
        assertThatThrownBy(() -> open(TestStores.settings(url).with("socket_timeout", "10s")))
                .isInstanceOf(InvalidArgument.class)
                .hasMessageStartingWith("socket_timeout");
        Store missing = open(TestStores.settings(url.replaceFirst("/cairn_test_", "/no_such_")));
        assertThatThrownBy(() -> missing.migrate(Migration.CREATE))
                .isInstanceOf(Unavailable.class)
                .hasMessageContaining("3D000");
    }

    private static boolean await(CountDownLatch latch) {
        try {
            return latch.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
