package dev.cairn.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.cairn.conformance.harness.Samples;
import dev.cairn.error.FeedCompacted;
import dev.cairn.error.NotFound;
import dev.cairn.error.OverCapacity;
import dev.cairn.model.Change;
import dev.cairn.model.Position;
import dev.cairn.model.Workspace;
import dev.cairn.model.WorkspaceId;
import dev.cairn.spi.StoreProviders;
import dev.cairn.spi.StoreSettings;
import dev.cairn.store.ChangeFeed;
import dev.cairn.store.FeedFilter;
import dev.cairn.store.Migration;
import dev.cairn.store.Store;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the kit cannot see from outside: the budget, and moments between two locks. */
class MemoryStoreTest {
    private static final WorkspaceId WS = new WorkspaceId("w");
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678901Z");

    private Store store;

    @BeforeEach
    void open() {
        store = open(Map.of("max_bytes", "8m"));
        store.workspaces().create(new Workspace(WS, NOW, false));
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static Store open(Map<String, String> settings) {
        Store opened = StoreProviders.load().open(StoreSettings.of("memory", settings));
        opened.migrate(Migration.CREATE);
        return opened;
    }

    private long used() {
        return store.maintenance().statistics().get("memory_bytes");
    }

    private void create(String id) {
        store.write(WS, "test", tx -> {
            tx.executions().insert(Samples.execution(id, NOW));
            return null;
        });
    }

    private void delete(String id) {
        store.write(WS, "test", tx -> {
            tx.executions().delete(id);
            return null;
        });
    }

    @Test
    void everyPositionsTokenIsReadBackAsItself() {
        // an epoch of digits only would read as a revision: 1 of 43 stores had one
        for (int i = 0; i < 400; i++) {
            try (Store other = open(Map.of())) {
                other.workspaces().create(new Workspace(WS, NOW, false));
                Position head = other.feed(WS).head();
                assertThat(Position.parse("position", head.token())).isEqualTo(head);
            }
        }
    }

    @Test
    void theStartOfACompactedFeedIsFollowedPageByPage() {
        for (int i = 0; i < 20; i++) {
            create("e" + i);
        }
        for (int i = 0; i < 20; i += 2) {
            delete("e" + i);
        }
        store.maintenance().compactFeed(WS, store.feed(WS).head().revision(), 1_000);
        List<String> ids = new ArrayList<>();
        Position at = Position.START;
        for (int page = 0; page < 40; page++) {
            ChangeFeed.ChangePage next = store.feed(WS).after(at, FeedFilter.ALL, 1);
            next.changes().stream().map(Change::id).forEach(ids::add);
            at = Position.parse("position", next.next().token());
        }
        assertThat(ids).hasSize(10).doesNotHaveDuplicates();
        assertThat(at).isEqualTo(store.feed(WS).head());
    }

    @Test
    void aPageFromTheStartIsNotFollowedAcrossALaterCompaction() {
        create("a");
        create("b");
        create("c");
        store.maintenance().compactFeed(WS, store.feed(WS).head().revision(), 1_000);
        Position first = store.feed(WS).after(Position.START, FeedFilter.ALL, 1).next();
        delete("a");
        create("d");
        store.maintenance().compactFeed(WS, store.feed(WS).head().revision(), 1_000);
        assertThatThrownBy(() -> store.feed(WS).after(first, FeedFilter.ALL, 1)).isInstanceOf(FeedCompacted.class);
    }

    @Test
    void aPositionOfADeletedWorkspaceIsNotOneOfItsSuccessor() {
        create("a");
        Position old = store.feed(WS).head();
        store.workspaces().retire(WS);
        assertThat(store.workspaces().purge(WS, 10)).isTrue();
        store.workspaces().create(new Workspace(WS, NOW, false));
        create("b");
        create("c");
        assertThatThrownBy(() -> store.feed(WS).after(old, FeedFilter.ALL, 10)).isInstanceOf(FeedCompacted.class);
        assertThat(store.feed(WS).after(Position.START, FeedFilter.ALL, 10).changes())
                .extracting(Change::id)
                .containsExactly("b", "c");
    }

    @Test
    void stagingInsideATransactionIsRefused() {
        // the lock is reentrant: what was staged would vanish under the transaction's own commit
        assertThatThrownBy(() -> store.write(WS, "test", tx -> stage(100))).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> store.write(WS, "test", tx -> store.blobs().collect(WS, NOW, 1)))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(
                        () -> store.write(WS, "test", tx -> store.maintenance().compactFeed(WS, 1, 1)))
                .isInstanceOf(IllegalStateException.class);
    }

    private Object stage(int bytes) throws IOException {
        return store.blobs().stage(WS, new ByteArrayInputStream(new byte[bytes]), bytes, NOW);
    }

    @Test
    void aWriterThatWaitedForADeletedWorkspaceIsNotAppliedToNothing() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicReference<Throwable> second = new AtomicReference<>();
        Thread first = Thread.ofPlatform()
                .start(() -> store.write(WS, "test", tx -> {
                    inside.countDown();
                    await(go);
                    return null;
                }));
        inside.await();
        Thread retire = Thread.ofPlatform().start(() -> {
            store.workspaces().retire(WS);
            store.workspaces().purge(WS, 1);
            store.workspaces().create(new Workspace(WS, NOW, false));
        });
        awaitBlocked(retire);
        Thread waiting = Thread.ofPlatform().start(() -> {
            try {
                create("lost");
            } catch (NotFound e) {
                second.set(e);
            }
        });
        awaitBlocked(waiting);
        go.countDown();
        first.join();
        retire.join();
        waiting.join();
        boolean there =
                store.read(WS, "test", view -> view.executions().find("lost").isPresent());
        assertThat(there || second.get() != null)
                .as("the write either reached the workspace or said that it was gone")
                .isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitBlocked(Thread thread) {
        while (thread.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
    }

    @Test
    void aFullStoreRefusesAndWorksAgainOnceEmptied() throws Exception {
        long empty = used();
        int created = 0;
        try {
            while (created < 100_000) {
                create("e" + created);
                created++;
            }
        } catch (OverCapacity expected) {
            assertThat(expected.limit()).isEqualTo(8 << 20);
        }
        assertThat(created).isBetween(1_000, 99_999);
        assertThatThrownBy(() -> stage(1 << 20)).isInstanceOf(OverCapacity.class);
        for (int i = 0; i < created; i++) {
            delete("e" + i);
        }
        store.maintenance().compactFeed(WS, store.feed(WS).head().revision(), Integer.MAX_VALUE);
        assertThat(used()).isEqualTo(empty);
        create("again");
    }

    @Test
    void aRefusedOrCollectedStagingGivesBackEveryByte() throws Exception {
        long empty = used();
        assertThatThrownBy(() -> stage(9 << 20)).isInstanceOf(OverCapacity.class);
        assertThat(used()).isEqualTo(empty);
        stage(1 << 20);
        stage(1 << 20);
        assertThat(used()).isBetween(empty + (1 << 20), empty + (1 << 20) + 1_000);
        store.blobs().collect(WS, NOW.plusSeconds(1), 10);
        assertThat(used()).isEqualTo(empty);
    }

    @Test
    void aDeletedWorkspaceGivesBackEveryByte() throws Exception {
        WorkspaceId other = new WorkspaceId("other");
        long before = used();
        store.workspaces().create(new Workspace(other, NOW, false));
        store.write(other, "test", tx -> {
            tx.executions().insert(Samples.execution("a", NOW));
            tx.producers().advance("p", 0, 1, NOW);
            return null;
        });
        store.blobs().stage(other, new ByteArrayInputStream(new byte[10]), 10, NOW);
        store.workspaces().retire(other);
        store.workspaces().purge(other, 1);
        assertThat(used()).isEqualTo(before);
    }
}
