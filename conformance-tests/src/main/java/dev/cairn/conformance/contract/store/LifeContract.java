package dev.cairn.conformance.contract.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.contract.Group;
import dev.cairn.conformance.harness.Clause;
import dev.cairn.conformance.harness.Connections;
import dev.cairn.conformance.harness.LeakCheck;
import dev.cairn.conformance.harness.Pausable;
import dev.cairn.conformance.harness.Race;
import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.Unavailable;
import dev.cairn.model.BlobRef;
import dev.cairn.model.Position;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.FeedFilter;
import dev.cairn.store.Health;
import dev.cairn.store.Migration;
import dev.cairn.store.Store;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** LIFE: opening, health, closing, and what stays behind. */
public abstract class LifeContract extends Group {
    private static final Duration BUDGET = Duration.ofSeconds(2);
    /** Wide enough for a slow machine, narrow enough to tell a bounded check from a hanging one. */
    private static final Duration ABOUT = BUDGET.plusSeconds(20);

    @Test
    @Clause("LIFE-2")
    @DisplayName("closing twice, and from four threads at once, does nothing the second time")
    void closeTwice() throws Exception {
        Store other = subject.open(subject.freshDatabase());
        other.close();
        other.close();
        Store third = subject.open(subject.freshDatabase());
        Callable<Boolean> close = () -> {
            third.close();
            return true;
        };
        assertThat(Race.run(List.of(close, close, close, close))).containsExactly(true, true, true, true);
    }

    @Test
    @Clause("LIFE-3")
    @DisplayName("after close every call but close, check, description and capabilities throws Unavailable")
    void useAfterClose() throws Exception {
        Store closed = subject.open(subject.freshDatabase());
        WorkspaceId ws = new WorkspaceId("ws");
        closed.workspaces().create(new Workspace(ws, now(), false));
        var workspaces = closed.workspaces();
        var feed = closed.feed(ws);
        var blobs = closed.blobs();
        var maintenance = closed.maintenance();
        closed.close();
        BlobRef ref = new BlobRef("0".repeat(64), 0);
        Map<String, ThrowingCallable> calls = new LinkedHashMap<>();
        calls.put("read", () -> closed.read(ws, "kit.read", view -> 1));
        calls.put("write", () -> closed.write(ws, "kit.write", tx -> 1));
        calls.put("migrate", () -> closed.migrate(Migration.VALIDATE));
        calls.put("workspaces.create", () -> workspaces.create(new Workspace(new WorkspaceId("n"), now(), false)));
        calls.put("workspaces.find", () -> closed.workspaces().find(ws));
        calls.put("workspaces.list", () -> workspaces.list(null, 1));
        calls.put("workspaces.retire", () -> workspaces.retire(ws));
        calls.put("workspaces.purge", () -> workspaces.purge(ws, 1));
        calls.put("feed.head", feed::head);
        calls.put("feed.after", () -> closed.feed(ws).after(Position.START, FeedFilter.ALL, 1));
        calls.put("blobs.stage", () -> blobs.stage(ws, bytes("x"), 10, now()));
        calls.put("blobs.open", () -> closed.blobs().open(ws, ref, 0, 1));
        calls.put("blobs.collect", () -> blobs.collect(ws, now(), 1));
        calls.put("maintenance.compactFeed", () -> maintenance.compactFeed(ws, 1, 1));
        calls.put("maintenance.checkpoint", maintenance::checkpoint);
        calls.put("maintenance.statistics", () -> closed.maintenance().statistics());
        calls.forEach((name, call) -> assertThatThrownBy(call).as(name).isInstanceOf(Unavailable.class));
        assertThat(closed.check(BUDGET).ready()).isFalse();
        assertThat(closed.description()).isNotNull();
        assertThat(closed.capabilities()).isEqualTo(store().capabilities());
    }

    @Test
    @Clause("LIFE-3")
    @Clause("TX-1")
    @DisplayName("a close while writers write lets each finish or refuses it with Unavailable")
    void closeWhileWriting() throws Exception {
        Store busy = subject.open(subject.freshDatabase());
        WorkspaceId ws = new WorkspaceId("busy");
        busy.workspaces().create(new Workspace(ws, now(), false));
        CountDownLatch some = new CountDownLatch(10);
        Callable<Boolean> writer = () -> {
            for (int i = 0; ; i++) {
                String id = Thread.currentThread().threadId() + "-" + i;
                try {
                    dev.cairn.conformance.harness.Subject.write(busy, ws, tx -> {
                        tx.executions().insert(Samples.execution(id, now()));
                        return id;
                    });
                } catch (Unavailable e) {
                    return true;
                }
                some.countDown();
            }
        };
        Callable<Boolean> closer = () -> {
            boolean wrote = some.await(Race.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            busy.close();
            return wrote;
        };
        assertThat(Race.run(List.of(writer, writer, closer))).containsExactly(true, true, true);
    }

    @Test
    @Clause("LIFE-4")
    @DisplayName("check says ready on a healthy store, with one line for an operator (weakness: constant health)")
    void healthy() {
        Health health = store().check(BUDGET);
        assertThat(health.ready()).as(health.detail()).isTrue();
        assertThat(health.detail()).isNotBlank().doesNotContain("\n");
        assertThat(health.took()).isBetween(Duration.ZERO, ABOUT);
    }

    @Test
    @Clause("LIFE-4")
    @DisplayName("check answers while a writer sits inside its closure")
    void healthyWhileBusy() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        AtomicReference<Health> seen = new AtomicReference<>();
        Callable<Boolean> writer = () -> {
            subject.change(tx -> {
                tx.executions().insert(Samples.execution("slow", now()));
                inside.countDown();
                assertThat(release.await(Race.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .isTrue();
            });
            return true;
        };
        Callable<Boolean> checker = () -> {
            boolean parked = inside.await(Race.PATIENCE.toSeconds(), TimeUnit.SECONDS);
            seen.set(store().check(BUDGET));
            release.countDown();
            return parked;
        };
        assertThat(Race.run(List.of(writer, checker))).containsExactly(true, true);
        assertThat(seen.get().took()).isLessThan(ABOUT);
    }

    @Test
    @Clause("LIFE-4")
    @DisplayName("check returns not ready within its budget while the engine is frozen, and ready afterwards")
    void frozenEngine() throws Exception {
        Pausable engine = subject.needs(Pausable.class, "nothing can freeze this engine");
        engine.pause();
        try {
            Health health = store().check(BUDGET);
            assertThat(health.ready()).as(health.detail()).isFalse();
            assertThat(health.took()).isLessThan(ABOUT);
        } finally {
            engine.resume();
        }
        Race.await("the store is ready again", () -> store().check(BUDGET).ready());
    }

    @Test
    @Clause("LIFE-5")
    @DisplayName(
            "ten stores opened, used and closed leave no thread and no connection, and their database can be opened")
    void nothingLeft() throws Exception {
        StoreSettings database = subject.freshDatabase();
        LeakCheck leaks = LeakCheck.start(subject.fixture().sharedThreads());
        for (int i = 0; i < 10; i++) {
            Store other = subject.open(database);
            WorkspaceId ws = new WorkspaceId("ws-" + i);
            other.workspaces().create(new Workspace(ws, now(), false));
            other.feed(ws).onCommit(() -> {});
            other.write(ws, "kit.write", tx -> {
                tx.executions().insert(Samples.execution("e", now()));
                return 1;
            });
            assertThat(other.read(ws, "kit.read", view -> view.executions().find("e"))
                            .isPresent())
                    .isTrue();
            other.close();
        }
        leaks.verify("ten stores");
        subject.ability(Connections.class).ifPresent(counted -> {
            try {
                assertThat(counted.open(database)).isZero();
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    @Clause("LIFE-5")
    @Clause("LIFE-1")
    @DisplayName("a store that was opened but never migrated or used closes without a trace")
    void openedOnly() throws Exception {
        StoreSettings database = subject.freshDatabase();
        LeakCheck leaks = LeakCheck.start(subject.fixture().sharedThreads());
        subject.openRaw(database).close();
        leaks.verify("a store that was only opened");
        Store used = subject.open(database);
        assertThat(used.check(BUDGET).ready()).isTrue();
    }
}
